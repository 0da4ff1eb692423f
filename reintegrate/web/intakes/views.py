"""Being written."""

from flask import Blueprint

bp = Blueprint("intakes", __name__)
