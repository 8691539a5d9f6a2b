"""The Python API: every public name is told of, every example holds, and readings, reports and a store give the same table and map."""

import doctest
import html
import importlib
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from inspect import getdoc, isfunction
from pathlib import Path

import folium
import pytest

import geo
from geo.errors import SettingsError
from geo.frames import COLUMNS
from geo.maps.packing import unpack
from geo.models import EventDate
from tests.readings import CASABLANCA, arrests, background, reading

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "geo").rglob("*.py"))
EXAMPLES = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in SOURCES if ">>> " in path.read_text(encoding="utf-8")]
FUNCTIONS = [name for name in geo.__all__ if isfunction(getattr(geo, name))]


def drawn(made: folium.Map) -> set[str]:
    """List the types of the incidents that a map draws."""
    packed = re.search(r'Marsad\.layer\(\w+, "([^"]+)"\)', made.get_root().render())
    assert packed is not None
    return {each["type"] for each in unpack(packed[1])["data"]["incidents"]}


@pytest.mark.parametrize("name", geo.__all__)
def test_public_name_is_told_of_and_has_a_docstring(name: str) -> None:
    assert re.search(rf"`geo\.{name}\b", PAGE), f"docs/api.md does not tell of geo.{name}"
    assert getdoc(getattr(geo, name))


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`geo\.([A-Za-z_]+)", PAGE))))
def test_name_that_the_page_tells_of_is_there(name: str) -> None:
    assert name in geo.__all__ or importlib.import_module(f"geo.{name}")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_public_function_is_typed_to_the_last_argument(name: str) -> None:
    function = getattr(geo, name)
    code = function.__code__
    arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    assert set(function.__annotations__) == {*arguments, "return"}


@pytest.mark.parametrize("name", [*(name for name in FUNCTIONS if name not in {"render_html", "write"}), "Store"])
def test_public_function_has_an_example(name: str) -> None:
    assert ">>> " in (getdoc(getattr(geo, name)) or "")


@pytest.mark.parametrize("module", EXAMPLES)
def test_examples_hold(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    name = module.removesuffix(".__init__")
    done = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert done.attempted > 0
    assert done.failed == 0


@pytest.mark.parametrize("page", ["README.md", "docs/api.md"])
def test_python_of_a_page_runs_from_top_to_bottom(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    exec(compile("\n".join(blocks), page, "exec"), {})


def test_importing_geo_and_parsing_leave_tables_and_maps_alone() -> None:
    heavy = "('geopandas', 'pandas', 'folium', 'streamlit', 'sqlalchemy')"
    code = (
        f"import sys, geo; assert not any(name in sys.modules for name in ({heavy[1:-1]}, 'geo.models')); "
        "geo.parse(geo.Article(text='Un drame à Rissani.', source='test', language='fr')); "
        f"sys.exit(any(name in sys.modules for name in {heavy}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_names_are_completed_and_others_refused() -> None:
    assert set(geo.__all__) <= set(dir(geo))
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        geo.nope  # noqa: B018


def test_readings_reports_and_a_store_give_the_same_incidents(tmp_path: Path) -> None:
    one = reading(incidents=(arrests(), background()))
    with geo.Store(f"sqlite:///{(tmp_path / 'api.db').as_posix()}") as store:
        store.save(one)
        for chosen in (None, geo.Filter(), geo.Filter(background=True), geo.Filter(types=("attack",)), geo.Filter(actors=("nobody",))):
            wanted = sorted(each.incident.id for each in geo.reports_in(one, chosen))
            for given in ([one], geo.reports(one), (each for each in [one]), store):
                assert sorted(each.incident.id for each in geo.reports_in(given, chosen)) == wanted
            assert geo.to_geodataframe(store, chosen)["incident"].nunique() == len(wanted)
    assert [each.incident.id for each in geo.reports_in(geo.reports(one)[0])] == ["arrests"]


def test_frame_says_its_dtypes_also_when_it_is_empty() -> None:
    for given in ([], reading()):
        frame = geo.to_geodataframe(given)
        assert {name: str(frame[name].dtype) for name in COLUMNS} == COLUMNS
        assert frame.crs.to_epsg() == 4326


def test_frame_holds_arabic_days_and_gaps_as_they_are() -> None:
    undated = replace(arrests(), id="undated", date=EventDate())
    one = reading(incidents=(arrests(), background(), undated))
    row = geo.to_geodataframe(one).set_index("incident").groupby(level=0).first()
    assert row.loc["arrests", "name_ar"] == CASABLANCA.names["ar"]
    assert row.loc["arrests", "words"] == "Casablanca"
    assert [str(row.loc["background", key].date()) for key in ("first_day", "last_day")] == ["2003-05-01", "2003-05-31"]
    assert row.loc["undated", ["date", "first_day", "last_day"]].isna().all()


def test_day_of_publication_that_is_none_is_a_gap() -> None:
    one = replace(reading(), article=replace(reading().article, published="yesterday"))
    assert geo.to_geodataframe(one)["published"].isna().all()


def test_frame_explodes_and_comes_back_from_a_file(tmp_path: Path) -> None:
    import geopandas  # noqa: PLC0415  # slow to import, and only this test needs it

    frame = geo.to_geodataframe(reading())
    assert len(frame.explode()) == len(frame)
    frame.to_file(tmp_path / "frame.gpkg")
    again = geopandas.read_file(tmp_path / "frame.gpkg")
    assert list(again["name_ar"]) == list(frame["name_ar"])
    assert list(again["first_day"].astype("datetime64[s]")) == list(frame["first_day"])


def test_map_for_a_notebook_names_nothing_outside() -> None:
    shown = geo.explore(reading(), language="en", title="Arrests")._repr_html_()
    page = html.unescape(shown)
    assert "<iframe" in shown
    assert re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=[\"'](?!data:)[^\"']+", page) == []


def test_map_draws_what_the_filter_lets_through() -> None:
    one = reading(incidents=(arrests(), background()))
    assert drawn(geo.explore(one)) == {"arrest"}
    assert drawn(geo.explore(one, geo.Filter(background=True))) == {"arrest", "attack"}
    assert drawn(geo.explore(one, geo.Filter(types=("trial",)))) == set()
    assert drawn(geo.explore([])) == set()


def test_map_follows_the_settings_and_refuses_wrong_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_LANGUAGE", "ar")
    assert '"dir": "rtl"' in geo.explore(reading()).get_root().render()
    assert '"dir": "ltr"' in geo.explore(reading(), language="en").get_root().render()
    monkeypatch.setenv("MARSAD_LANGUAGE", "xx")
    with pytest.raises(SettingsError):
        geo.explore(reading())
