"""Write a commented case to start from."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from zopa.errors import ZopaError
from zopa.jobs._writing import write_text

CASE_FILE = "case.yaml"
_FILES = (".yaml", ".yml")


def starter() -> str:
    """Return the text of the case to start from.

    Examples
    --------
    >>> starter().splitlines()[0]
    '# A case for zopa.  Everything in it is invented: put your own case in its place.'
    """
    return resources.files("zopa.jobs").joinpath("starter.yaml").read_text(encoding="utf-8")


def new(path: str | Path = CASE_FILE) -> Path:
    """Write a commented case and return its file.

    Parameters
    ----------
    path
        A file that ends in ``.yaml`` or ``.yml``, or a folder, which is made where it is not
        there and gets a ``case.yaml``.

    Raises
    ------
    ZopaError
        When there is such a file already, or the place cannot be written.
    """
    path = Path(path)
    file = path if path.suffix.lower() in _FILES else path / CASE_FILE
    try:
        if file.exists():
            msg = f"'{file}' is there already and stays as it is; give another name"
            raise ZopaError(msg)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_text(file, starter())
    except OSError as error:
        msg = f"'{file}' cannot be written ({error.strerror}); give another place"
        raise ZopaError(msg) from None
    return file
