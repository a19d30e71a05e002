def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)))
    except Exception as e:
        print(type(e).__name__, '|', e)


from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def show(self): return f'{self.name}:{self.area()}'
t(lambda: Shape())
class Sq(Shape):
    def __init__(s,x): s.x=x
    def area(s): return s.x**2
class Sq2(Sq):
    @property
    def name(s): return 'sq'
t(lambda: Sq(2)); print(Sq2(3).show(), isinstance(Sq2(1),Shape), issubclass(Sq,ABC))
from dataclasses import dataclass, field, asdict, astuple, replace, fields
@dataclass
class P:
    x: int
    y: float = 1.5
    tags: list = field(default_factory=list)
    def norm(self): return self.x+self.y
p=P(1); print(p, p==P(1), p!=P(2), p.norm(), asdict(p), astuple(p), replace(p,x=9), [f.name for f in fields(P)]); t(lambda: P()); t(lambda: P(1,2,3,4)); p.tags.append(1); print(P(1).tags); t(lambda: hash(p)); t(lambda: P(1)<P(2))
@dataclass(order=True, frozen=True)
class V:
    a: int
    b: int = field(default=0, compare=False, repr=False)
print(V(1)<V(2), V(1,5)==V(1,6), sorted([V(2),V(1)]), hash(V(1))==hash(V(1)), V(1)); v=V(1)
def fr(): v.a=5
t(fr)
@dataclass
class B(P):
    z: str = 'z'
    def __post_init__(self): self.z=self.z.upper()
print(B(1), B(1,2,[3],'q'))
@dataclass
class Inner: v: int
@dataclass
class Out: i: Inner; l: list
print(asdict(Out(Inner(1),[Inner(2)])), Out(Inner(1),[]))
def bad():
    @dataclass
    class Bad:
        x: list = []
t(bad)
def bad2():
    @dataclass
    class Bad:
        x: int = 1
        y: int
t(bad2)
from enum import Enum, IntEnum, auto
class Color(Enum):
    RED=1
    GREEN=2
    BLUE='b'
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(1), Color['GREEN'], list(Color), Color.RED is Color.RED, Color.RED==Color.GREEN, Color.RED==1, len(Color), isinstance(Color.RED,Color), {Color.RED:1}, f'{Color.RED}'); t(lambda: Color(9)); t(lambda: Color['X']); t(lambda: Color.X)
class A(Enum):
    X=auto()
    Y=auto()
    def m(self): return self.name.lower()
print(A.X.value, A.Y.value, A.Y.m(), [a.name for a in A], A.X in A)
class I(IntEnum):
    LOW=1
    HIGH=2
print(I.LOW<I.HIGH, I.LOW+1, I.LOW==1, int(I.HIGH), I(2), repr(I.LOW), sorted([I.HIGH,I.LOW]), f'{I.LOW}', str(I.LOW))

from typing import NamedTuple, Generic, TypeVar
T = TypeVar("T")
class Emp(NamedTuple):
    name: str
    id: int = 3
    def greet(self): return "hi " + self.name
e = Emp("G")
print(e, e.id, e[0], Emp._fields, e.greet(), e._replace(id=9), e == ("G", 3))
class Box(Generic[T]):
    def __init__(self, x: T): self.x = x
print(Box[int](3).x)
import functools
class CP:
    @functools.cached_property
    def v(self): print("compute"); return 5
c = CP(); print(c.v, c.v)
@functools.singledispatch
def sd(x): return "obj"
@sd.register(int)
def _(x): return "int"
@sd.register
def _(x: str): return "str"
print(sd(1), sd("a"), sd([]), sd(True))
import random
random.seed(0)
print(random.gammavariate(2, 1), random.betavariate(1, 2), random.paretovariate(1), random.weibullvariate(1, 1), random.vonmisesvariate(0, 1), random.gammavariate(0.5, 1))
from collections import Counter, OrderedDict
print(+Counter(a=-1, b=1), -Counter(a=-1, b=1))
class Bag(Counter):
    def double(self): return {k: 2 * v for k, v in self.items()}
print(Bag("aab").double())
