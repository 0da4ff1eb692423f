"""What is said when a Word file cannot become a PDF: known without loading what makes one."""


class Undrawable(Exception):
    """The file holds what this cannot draw: `what` lists the names of its elements."""

    def __init__(self, what: set[str]):
        super().__init__(", ".join(sorted(what)))
        self.what = sorted(what)
