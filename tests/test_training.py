"""`esfarkiv train`: a real classifier trained on the demonstration archive, measured, written and used."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from spacy.language import Language
from spacy.tokens import Doc

from archive.building.build import build
from archive.building.parsing_pool import ParsingOptions
from archive.commands.main import main
from archive.training.evaluation import (
    LabelledParagraph,
    ModelError,
    TrainingError,
    is_held_out,
    labelled_paragraphs,
    measure,
)
from archive.training.fitting import train
from archive.training.models import FIGURES, load_classifier
from parser import read_page
from parser.sectioning.classifier import classifier
from parser.sectioning.judgement import Judgement, Outline, outline
from parser.sectioning.paragraphs import Paragraph
from parser.sectioning.section_rules import judge_by_rules
from schema.vocabularies import SECTIONS
from scraper.files import find_inputs
from tests.conftest import made_once

GOLD = Path(__file__).parent.parent / "fixtures" / "prose" / "first"
PAGE = GOLD / "agarsida-kompetensbron" / "page.txt"


@pytest.fixture(scope="module")
def examples(archive: Path) -> list[LabelledParagraph]:
    with closing(sqlite3.connect(archive)) as connection:
        return labelled_paragraphs(connection)


@pytest.fixture(scope="module")
def model(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model trained by the command, which beats the rules; a third of the usual rounds is enough for that."""

    def make(at: Path) -> None:
        folder = at / "sections"
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("archive.training.fitting._EPOCHS", 4)
            result = CliRunner().invoke(main, ["train", "--db", str(archive), "--to", str(folder), "--json"])
        assert result.exit_code == 0, result.output
        assert json.loads(result.stdout).items() <= json.loads((folder / FIGURES).read_text("utf-8")).items()

    return made_once(tmp_path_factory, "model", make) / "sections"


def test_the_labels_are_the_headings(examples: list[LabelledParagraph]) -> None:
    assert {example.section for example in examples} == set(SECTIONS)
    assert all(example.text.strip() for example in examples)


def test_projects_are_split_and_not_paragraphs(examples: list[LabelledParagraph]) -> None:
    projects = {example.project_id for example in examples}
    held_out = {project for project in projects if is_held_out(project)}
    assert 0.1 * len(projects) < len(held_out) < 0.4 * len(projects)


def test_the_figures_are_of_the_projects_held_out(examples: list[LabelledParagraph], model: Path) -> None:
    figures = json.loads((model / FIGURES).read_bytes())
    held_out = [example for example in examples if is_held_out(example.project_id)]
    assert figures["held_out_projects"] == len({example.project_id for example in held_out})
    assert sum(figures["paragraphs"].values()) == len(held_out)
    assert figures["model"]["right"] == measure(held_out, load_classifier(model)).right
    assert figures["rules"]["right"] == measure(held_out, judge_by_rules).right
    assert figures["beats_rules"] is True


def test_training_gives_the_same_model_every_time(examples: list[LabelledParagraph]) -> None:
    texts = [example.text for example in examples[:20]]
    first, second = (train(examples, epochs=1) for _ in range(2))
    assert first[1] == second[1]
    cats = [[document.cats for document in language.pipe(texts)] for language, _ in (first, second)]
    assert cats[0] == cats[1]


def test_figures_of_a_judge_that_knows_one_section() -> None:
    def judge(outline: Outline) -> list[Judgement]:
        return [Judgement("syfte", 1.0, "always") for _ in outline.paragraphs]

    figures = measure(
        [
            LabelledParagraph("a", "x", "syfte"),
            LabelledParagraph("a", "y", "bakgrund"),
            LabelledParagraph("b", "z", "syfte"),
        ],
        judge,
    )
    assert figures.right == 0.6667
    assert (figures.precision["syfte"], figures.recall["syfte"]) == (0.6667, 1.0)
    assert (figures.precision["bakgrund"], figures.recall["bakgrund"]) == (None, 0.0)
    assert figures.recall["malsattning"] is None


def test_a_model_judges_a_page(model: Path) -> None:
    page = read_page(PAGE.read_bytes(), judge=load_classifier(model))
    sections = page.projects[0].sections
    assert {section.section for section in sections} > {"sammanfattning", "bakgrund", "malsattning"}
    assert any(section.rule == "model sections" for section in sections)


def test_a_model_takes_any_text(model: Path) -> None:
    judge = load_classifier(model)
    assert judge(Outline([], [], [])) == []
    for text in ("", "\0", "å" * 10_000, "ESF projekt " * 500):
        read_page(f"Ett ESF-projekt som är bra för alla. {text}".encode(), judge=judge)


def test_a_build_uses_the_model_that_is_named(model: Path, tmp_path: Path) -> None:
    path, pages = tmp_path / "a.db", list(find_inputs([str(PAGE)]))
    plain, named, again = (build(path, pages, options=ParsingOptions(model=one)) for one in (None, model, model))
    assert (plain.added, named.added, again.unchanged) == (1, 1, 1)
    with closing(sqlite3.connect(path)) as connection:
        rules = {row[0] for row in connection.execute("select rule from sections")}
    assert "model sections" in rules


def test_a_model_that_does_not_beat_the_rules_is_refused(model: Path, tmp_path: Path) -> None:
    figures = json.loads((model / FIGURES).read_bytes())
    figures["model"]["right"] = figures["rules"]["right"]
    shutil.copytree(model, tmp_path / "sections")
    (tmp_path / "sections" / FIGURES).write_text(json.dumps(figures), "utf-8")
    with pytest.raises(ModelError, match="does not beat the rules"):
        load_classifier(tmp_path / "sections")


@pytest.mark.parametrize("written", [None, "{", "{}", "[]"])
def test_a_folder_without_a_model_is_refused(tmp_path: Path, written: str | None) -> None:
    if written is not None:
        (tmp_path / FIGURES).write_text(written, "utf-8")
    with pytest.raises(ModelError, match="esfarkiv train --to"):
        load_classifier(tmp_path)


def test_a_build_with_no_model_there_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["build", "--db", str(tmp_path / "a.db"), "--model", str(tmp_path / "m"), str(PAGE)]
    )
    assert result.exit_code == 2
    assert "no model" in result.output
    assert not (tmp_path / "a.db").exists()


def test_the_table_shows_both_sides(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.training.fitting._EPOCHS", 1)
    result = CliRunner().invoke(main, ["train", "--db", str(archive)])
    assert result.exit_code == 0, result.output
    assert "rules" in result.stdout
    assert "Bakgrund" in result.stdout
    assert "Paragraphs right" in result.stdout


def test_too_little_to_learn_from(examples: list[LabelledParagraph]) -> None:
    with pytest.raises(TrainingError, match="fewer than 10 paragraphs"):
        train([example for example in examples if example.section != "syfte"])
    learned = [example for example in examples if not is_held_out(example.project_id)]
    with pytest.raises(TrainingError, match="projects to measure on"):
        train(learned)


def test_training_without_an_archive_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["train", "--db", str(tmp_path / "none.db")])
    assert result.exit_code == 2
    assert "none.db" in result.output


def test_a_folder_that_cannot_be_written(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.training.fitting._EPOCHS", 1)
    (tmp_path / "file").write_text("x", "utf-8")
    result = CliRunner().invoke(main, ["train", "--db", str(archive), "--to", str(tmp_path / "file" / "model")])
    assert result.exit_code == 2
    assert "cannot be written" in result.output


def test_a_model_that_is_certain_does_not_silence_the_rules() -> None:
    text = "Lokalerna är tillgängliga för personer med funktionsnedsättning."
    paragraph = outline([Paragraph(text, 0, len(text))], title=False)
    language = spacy.blank("sv")
    language.add_pipe("certain_of_syfte")
    judge = classifier(language, "certain")
    assert [one.section for one in judge(paragraph)] == ["tillganglighet"]
    assert judge(paragraph)[0].confidence < judge_by_rules(paragraph)[0].confidence, "it is heard all the same"


@Language.component("certain_of_syfte")
def certain_of_syfte(document: Doc) -> Doc:
    """A model that has no doubt, whatever the text."""
    document.cats = {"syfte": 1.0}
    return document
