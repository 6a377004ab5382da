"""`esfarkiv train`: trains a paragraph classifier on an archive's own sections and reports its accuracy."""

from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.table import Table

from archive.commands.options import DATABASE_OPTION
from archive.commands.output import examples, print_json, refuse
from archive.database import DatabaseError, open_archive
from archive.training.evaluation import EvaluationReport, Figures, LabelledParagraph, TrainingError, labelled_paragraphs
from schema.record import SectionName
from schema.vocabularies import SECTIONS


@click.command(
    "train",
    epilog=examples("esfarkiv train --db esf.db\nesfarkiv train --db esf.db --to sections.model --json"),
)
@DATABASE_OPTION
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="The folder to write the model to."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def train_command(database: Path, folder: Path | None, as_json: bool) -> None:
    """Train a model that tells which section a paragraph without headings belongs to.

    It learns from the sections under headings in the archive, and is measured beside the rules on one project in four,
    held out. A build uses a model only where you name it, and only one that beats the rules.
    """
    from archive.training.fitting import train  # noqa: PLC0415
    from archive.training.models import save  # noqa: PLC0415 spaCy takes a second to load, and only this needs it

    try:
        language, report = train(_paragraphs(database))
        if folder:
            save(language, report, folder)
    except (TrainingError, DatabaseError) as error:
        refuse(f"{database}: {error}" if isinstance(error, TrainingError) else str(error))
    except OSError as error:
        refuse(f"{folder}: cannot be written ({error.strerror}); choose a folder you may write to")
    if as_json:
        print_json(_figures(report))
    else:
        _show(report, folder)


def _paragraphs(database: Path) -> list[LabelledParagraph]:
    with open_archive(database) as connection:
        return labelled_paragraphs(connection)


def _figures(report: EvaluationReport) -> dict[str, object]:
    return {**msgspec.to_builtins(report), "beats_rules": report.beats_rules}


def _show(report: EvaluationReport, folder: Path | None) -> None:
    console = Console(highlight=False)
    sides = ("rules: precision", "recall", "model: precision", "recall")
    table = Table("section", "paragraphs", *sides, title=f"{report.held_out_projects} projects held out")
    for name, count in report.paragraphs.items():
        table.add_row(SECTIONS[name], str(count), *_cells(report.rules, name), *_cells(report.model, name))
    console.print(table)
    console.print(f"Learned from {report.trained_paragraphs} paragraphs of {report.trained_projects} projects.")
    console.print(f"Paragraphs right: rules {report.rules.right:.1%}, model {report.model.right:.1%}.")
    verdict = (
        "The model beats the rules" if report.beats_rules else "The model does not beat the rules; no build uses it"
    )
    console.print(f"{verdict}{f': {folder}' if folder else ''}.")


def _cells(figures: Figures, name: SectionName) -> list[str]:
    return ["" if share is None else f"{share:.2f}" for share in (figures.precision[name], figures.recall[name])]
