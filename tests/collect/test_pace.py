from firsthand.collect.pace import Pace


class Clock:
    def __init__(self):
        self.now = 0.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def test_a_host_is_asked_at_its_pace():
    clock = Clock()
    pace = Pace(delay=5.0, clock=clock, sleep=clock.sleep)
    pace.wait("o.example")
    pace.wait("other.example")
    assert clock.slept == []
    pace.wait("o.example", delay=10.0)
    pace.wait("o.example")
    assert clock.slept == [5.0, 10.0]


def test_a_wish_to_be_left_alone_is_kept():
    clock = Clock()
    pace = Pace(delay=5.0, clock=clock, sleep=clock.sleep)
    pace.later("o.example", 60.0)
    pace.wait("o.example")
    assert clock.slept == [60.0]
