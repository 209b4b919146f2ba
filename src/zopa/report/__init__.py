"""From a study to a document that people read."""
