"""Labels that stand twice, whose values are both kept, and labels without any, which are no project."""

import pytest

from parser import parse_page, read_page
from schema.record import Project

HEAD = (
    "Trappan\n\nProgramområdeProgramområde 2 Ökat arbetskraftsutbud\nProjektfasGenomförande\nProjektägareViken AB\n"
    "KontaktpersonMira Strandlind\nBeviljat ESF-stöd700 kr\nTotal projektbudget900 kr\n"
    "Projektperiod2011-08-01 till 2014-06-30\nRegionSydsverige\n\nSammanfattning\n\nText om projektet.\n"
)
LATER = (
    "23-079-S04 - Trappan\n\nDiarienummer: 23-079-S04\nNamn: Trappan\nBerörd fond: ESF+\nProjektägare: Viken AB\n"
    "Region: Sydsverige\n\nProjektet hjälper unga i kommunen att hitta ett arbete.\n"
)


def one(text: str) -> Project:
    (project,) = parse_page(text.encode(), text=False)
    return project


def owners(project: Project) -> set[str]:
    return {value.raw for value in project.values if value.field == "owner"}


@pytest.mark.parametrize(
    "text",
    [
        HEAD.replace("Projektägare", "ProjektägareÅsen AB\nProjektägare"),
        HEAD.replace("Kontaktperson", "Projektägare: Åsen AB\nKontaktperson"),
        HEAD.replace("Sydsverige\n", "Sydsverige\nProjektägareÅsen AB\n"),
        LATER.replace("Region", "Projektägare: Åsen AB\nRegion"),
        LATER.replace("Sydsverige\n", "Sydsverige\nProjektägare:\nÅsen AB\n"),
    ],
)
def test_both_values_of_a_label_that_stands_twice_are_kept(text: str) -> None:
    project = one(text)
    assert owners(project) == {"Viken AB", "Åsen AB"}
    assert project.owner == next(value.raw for value in project.values if value.field == "owner")
    assert [issue.code for issue in project.issues] == ["repeated-label"]
    assert [section.text for section in project.sections] == [section.text for section in one(HEAD).sections] or (
        text.startswith("23-") and "Åsen" not in project.sections[0].text
    )


def test_a_contact_that_stands_twice_is_left_to_the_mask() -> None:
    project = one(HEAD.replace("Beviljat", "KontaktpersonUlrik Sandmo\nBeviljat"))
    assert len([value for value in project.values if value.field == "contact.name"]) == 1


def test_the_id_of_a_page_does_not_depend_on_what_stands_again() -> None:
    assert one(HEAD.replace("\n\nSamm", "\nProjektperiod2012-01-01 till 2013-06-30\n\nSamm")).project_id == (
        one(HEAD).project_id
    )


@pytest.mark.parametrize(
    "form",
    [
        "Projektnamn\n\nProgramområde\nProjektfas\nProjektägare\nKontaktperson\nE-post\nTelefonnummer\n"
        "Beviljat ESF-stöd\nTotal projektbudget\nProjektperiod\nRegion\nIn English\n\nSammanfattning\n\nBakgrund\n",
        "Diarienummer:\n\nNamn:\n\nBerörd fond:\n\nProgram CCI:\n\nProjektägare:\n\nRegion:\n\nStartdatum:\n",
        "Diarienummer: -\nNamn: -\nBerörd fond: -\nProgram CCI: -\nProjektägare: -\nRegion: -\nStartdatum: -\n",
    ],
)
def test_labels_without_a_value_are_no_project(form: str) -> None:
    page = read_page(form.encode())
    assert (page.projects, page.verdict) == ([], "labels of the project bank without a value")


@pytest.mark.parametrize("opening", ["Region: vi arbetar i hela länet.", "Projektägare: så kallas den som söker stöd."])
def test_prose_that_opens_with_a_label_s_word_stays_prose(opening: str) -> None:
    project = one(LATER.replace("Projektet hjälper", f"{opening}\nProjektet hjälper"))
    assert (owners(project), project.issues) == ({"Viken AB"}, [])
    assert opening in project.sections[0].text
