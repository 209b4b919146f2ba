"""Genius domains and additive profiles (XML).

Utility = min(1, sum of weight x score); weights count as written; the reservation value is on
the same scale; a discount d makes it utility x d**t with t from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zopa.errors import FormatError
from zopa.formats._contract import FORMATS, Format, Reading
from zopa.formats._draft import Draft, assemble
from zopa.formats._files import (
    CHOICE,
    PARTIES,
    case_id,
    finite,
    head_of,
    listed,
    members,
    party_id,
    pick,
    which,
)
from zopa.formats._genius_tree import NotGeniusError, Tree, TreeIssue, load
from zopa.formats._genius_values import GRID_POINTS, Place, column, domain_issue
from zopa.formats._genius_write import write
from zopa.model import Issue

READ = ("additive", "uncertain")
"""Kinds of profiles that are read; the others are refused by name."""


def recognises(path: Path, head: bytes) -> bool:
    """Return whether a file is XML, or a folder holds a Genius domain or profile."""
    if not path.is_dir():
        return path.suffix.lower() == ".xml" or b"<negotiation_template" in head
    heads = map(head_of, members(path, ".xml"))
    return any(b"<negotiation_template" in head or b"<utility_space" in head for head in heads)


def read(path: Path, chosen: Sequence[str] = (), *, grid_points: int = GRID_POINTS) -> Reading:
    """Return the case of a Genius folder, or of a domain or profile with the files beside it.

    Parameters
    ----------
    path
        A folder with a domain and profiles; or the domain file; or one profile, which makes a
        case of one party.
    chosen
        File names of the profiles that take part.  Without them a folder must leave no choice:
        two profiles, or two beside ``UNCERTAIN`` ones, which are then left out.
    grid_points
        At how many values a real issue is read.

    Raises
    ------
    FormatError
        Where files are missing, broken, ambiguous, or of a kind that is not read.
    """
    if grid_points < 2:
        msg = (
            f"a real issue is read at both ends at least, got {grid_points} grid points; ask for 2"
        )
        raise FormatError(msg)
    remarks: list[str] = []
    domain, profiles = _find(path, chosen, remarks)
    if domain.type not in READ:
        raise _refusal(domain)
    issues = [domain_issue(raw, domain, grid_points, remarks) for raw in domain.issues]
    if not issues:
        msg = f"{domain.path}: the domain has no issues; add at least one"
        raise FormatError(msg)
    remarks += domain.repairs
    drafts = [_draft(profile, domain, issues, remarks) for profile in profiles]
    name = case_id(domain.path)
    title = domain.name if domain.name not in ("", "root") else name
    return assemble(name, title, issues, drafts, remarks)


def _find(path: Path, chosen: Sequence[str], remarks: list[str]) -> tuple[Tree, list[Tree]]:
    """Return the domain and the profiles that take part."""
    if path.is_dir():
        domain, others = _domain_of(path)
        return domain, _profiles(path, domain, others, chosen, remarks)
    tree = load(path)
    if tree.kind == "domain":
        beside = [other for other in members(path.parent, ".xml") if other != path]
        return tree, _profiles(path, tree, beside, chosen, remarks)
    if tree.type not in READ:
        raise _refusal(tree)
    if chosen:
        msg = f"{path}: this is a profile; name the domain or the folder before '::'"
        raise FormatError(msg)
    domain, _ = _domain_of(path.parent, tree)
    return domain, [tree]


def _domain_of(folder: Path, profile: Tree | None = None) -> tuple[Tree, list[Path]]:
    """Return the only domain of a folder (that fits a profile), and the other files."""
    heads = {path: head_of(path) for path in members(folder, ".xml")}
    domains = [load(path) for path, head in heads.items() if b"<negotiation_template" in head]
    if profile is not None and len(domains) > 1:
        domains = [tree for tree in domains if profile.issue_names <= tree.issue_names]
    if len(domains) != 1:
        found = listed([tree.path.name for tree in domains])
        msg = (
            f"{folder}: {len(domains)} Genius domains ({found}) lie here; name the file of one"
            if domains
            else f"{folder}: no Genius domain (<negotiation_template>) lies here; add it"
        )
        raise FormatError(msg)
    return domains[0], [path for path in heads if path != domains[0].path]


def _profiles(
    where: Path, domain: Tree, others: Sequence[Path], chosen: Sequence[str], remarks: list[str]
) -> list[Tree]:
    if chosen:
        trees = [load(path) for path in pick({p.name: p for p in others}, chosen, where)]
        for tree in trees:
            if tree.kind != "profile" or tree.type not in READ:
                raise _refusal(tree)
        return trees
    found = _beside(domain, others, remarks)
    plain = [tree for tree in found if tree.type == "additive"]
    uncertain = [tree for tree in found if tree.type == "uncertain"]
    refused = [tree for tree in found if tree.type not in READ]
    readable = plain + uncertain
    if not readable:
        if refused:
            raise _refusal(refused[0])
        msg = f"{where}: no profile (<utility_space>) lies beside the domain; add at least one"
        raise FormatError(msg)
    taken = plain if len(plain) >= PARTIES else readable
    if len(taken) > PARTIES:
        raise which([tree.path for tree in readable], where)
    left = [tree.path.name for tree in found if tree not in taken]
    if left:
        remarks.append(
            f"{where.name}: the profiles {listed(left)} are left out (nonlinear, or marked "
            f"UNCERTAIN beside two plain ones); '{CHOICE}' after the folder chooses others"
        )
    return taken


def _beside(domain: Tree, others: Sequence[Path], remarks: list[str]) -> list[Tree]:
    """Return the profiles of a domain among the files beside it."""
    found = []
    for path in others:
        try:
            tree = load(path)
        except NotGeniusError:
            remarks.append(f"{path.name}: neither a Genius domain nor a profile; left out")
            continue
        if tree.kind == "profile" and (not tree.issues or tree.issue_names & domain.issue_names):
            found.append(tree)
    return found


def _refusal(tree: Tree) -> FormatError:
    if tree.kind == "domain":
        return FormatError(f"{tree.path}: this is a domain, not a profile; name a profile")
    what = {"nonlinear": "nonlinear profile (hyper-rectangles)"}.get(
        tree.type, f"profile of type '{tree.type}'"
    )
    return FormatError(
        f"{tree.path}: this is a {what}, which zopa does not read; additive profiles are read"
    )


def _draft(profile: Tree, domain: Tree, issues: Sequence[Issue], remarks: list[str]) -> Draft:
    source = profile.path.name
    remarks += profile.repairs
    if profile.type == "uncertain":
        remarks.append(
            f"{source}: the profile is marked UNCERTAIN (its agent would see only comparisons of "
            "packages); the true utilities in it are read"
        )
    pairs = _match(profile, domain, remarks)
    weights, scores = {}, {}
    for raw, issue in zip(domain.issues, issues, strict=True):
        own = pairs.get(raw.name)
        if own is None:
            remarks.append(f"{source}: the profile says nothing of issue '{raw.name}'; it counts 0")
            continue
        scores[issue.id] = column(own, Place(domain=raw, issue=issue, remarks=remarks), profile)
        if own.weight is None:
            remarks.append(f"{source}: issue '{raw.name}' has no weight; 0 is taken")
        weights[issue.id] = finite(
            "0" if own.weight is None else own.weight,
            f"{profile.path}: weight of issue '{raw.name}'",
        )
    party = party_id(profile.path)
    return Draft(
        id=party,
        name=party.replace("_", " ").strip() or party,
        weights=weights,
        scores=scores,
        reservation=_reservation(profile, remarks),
        cap=1.0,
        discount=_discount(profile, remarks),
    )


def _match(profile: Tree, domain: Tree, remarks: list[str]) -> dict[str, TreeIssue]:
    """Return the profile's issue for each issue of the domain: by name, then by index."""
    found = {issue.name: issue for issue in profile.issues if issue.name in domain.issue_names}
    rest = [issue for issue in profile.issues if issue.name not in found]
    for issue in rest:
        twin = next(
            (
                other
                for other in domain.issues
                if other.index == issue.index and other.name not in found and _alike(other, issue)
            ),
            None,
        )
        if twin is None:
            remarks.append(
                f"{profile.path.name}: issue '{issue.name}' is not in the domain and left out"
            )
        else:
            found[twin.name] = issue
            remarks.append(
                f"{profile.path.name}: by its index, issue '{issue.name}' is read as '{twin.name}'"
            )
    if not found:
        msg = (
            f"{profile.path}: the profile shares no issue with {domain.path.name}; is this a "
            "profile for another domain?"
        )
        raise FormatError(msg)
    return found


def _alike(one: TreeIssue, other: TreeIssue) -> bool:
    return (
        one.type == other.type
        and {item.value for item in one.items} == {item.value for item in other.items}
        and (one.low, one.high) == (other.low, other.high)
    )


def _reservation(profile: Tree, remarks: list[str]) -> float:
    if profile.reservation is None:
        remarks.append(f"{profile.path.name}: no reservation value is stated; 0 is taken")
        return 0.0
    value = finite(profile.reservation, f"{profile.path}: reservation value")
    if not 0 <= value <= 1:
        remarks.append(
            f"{profile.path.name}: the reservation value {value:g} lies outside 0 to 1, the scale "
            "of the utilities; it is used as written"
        )
    return value


def _discount(profile: Tree, remarks: list[str]) -> float:
    if profile.discount is None:
        return 1.0
    value = finite(profile.discount, f"{profile.path}: discount factor")
    if not 0 <= value <= 1:
        remarks.append(
            f"{profile.path.name}: the discount factor {value:g} lies outside 0 to 1 and means none"
        )
    return value if 0 < value < 1 else 1.0


FORMATS.add(
    "genius",
    Format(
        name="genius",
        title="Genius XML",
        recognises=recognises,
        read=read,
        choose=read,
        write=write,
    ),
)
