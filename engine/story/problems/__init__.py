"""The catalogue of everything a story can get wrong, family by family, in a writer's words; knows no file."""

from engine.story.problems.advice import *
from engine.story.problems.cast import *
from engine.story.problems.catalogue import *
from engine.story.problems.files import *
from engine.story.problems.guards import *
from engine.story.problems.names import *
from engine.story.problems.scenes import *
from engine.story.problems.shape import *
from engine.story.problems.shop import *
from engine.story.problems.whole import *
