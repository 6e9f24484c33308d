"""Places in the columns of other formats: which feature is a city, a province, a country."""

from __future__ import annotations

from dragoman.types import Place

COUNTRY, CITY, PROVINCE, DISTRICT = "PCL", "PPL", "ADM1", "ADM2"  # GeoNames feature codes


def is_found(place: Place | None) -> bool:
    """Whether the place was looked up, not only named."""
    return place is not None and place.name is not None


def is_a(place: Place, kind: str) -> bool:
    """Whether the feature is of a kind: a country, a city, a province, a district."""
    return place.feature is not None and place.feature.startswith(kind)


def city_of(place: Place | None) -> str | None:
    """The city, where the place is one."""
    return place.name if place is not None and is_a(place, CITY) else None


def district_of(place: Place | None) -> str | None:
    """The district that the place lies in, or is."""
    if place is None:
        return None
    return place.district or (place.name if is_a(place, DISTRICT) else None)


def province_of(place: Place | None) -> str | None:
    """The province that the place lies in, or is."""
    if place is None:
        return None
    return place.province or (place.name if is_a(place, PROVINCE) else None)
