"""What is played is told apart by the ear, and the desk knows at once when nobody can hear it."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from console.sound_devices import Fill, MachineDevices, NoSound, Output, Stream, alsa_muted, pulse_muted
from console.sound_engine import Hearing, SoundEngine, Wish, choose
from console.sound_mixer import RATE, Mixer, Sound, load_sounds
from dev.sounds import SOUNDS, make
from domain.clock import ManualClock, SystemClock

SPEAKER = Output("alsa_output.pci", "Built-in Audio Analog Stereo", default=True)
HEADSET = Output("alsa_output.usb", "Jabra EVOLVE 20 Headset")

Heard = npt.NDArray[np.int16]


class Room:
    """An audio system whose plugs a test pulls; what it was given to sound is kept, device by device."""

    def __init__(self, *outputs: Output) -> None:
        self.plugged = list(outputs)
        self.broken = False
        self.mute: bool | None = False
        self.refuses = False
        self.hung = False
        self.heard: dict[str, list[Heard]] = {}
        self.streams: list[_Socket] = []

    def outputs(self) -> list[Output]:
        if self.broken:
            raise NoSound("gone")
        return list(self.plugged)

    def open(self, output: Output, fill: Fill) -> Stream:
        if self.refuses:
            raise NoSound("busy")
        made = _Socket(self, output.key, fill)
        self.streams.append(made)
        return made

    def muted(self, output: Output) -> bool | None:
        return self.mute

    def close(self) -> None:
        self.plugged.clear()

    def pass_time(self, seconds: float) -> None:
        """The devices ask for so much sound."""
        for stream in self.streams:
            if stream.open and not self.hung:
                self.heard.setdefault(stream.key, []).append(stream.fill(round(seconds * RATE)))

    def heard_on(self, output: Output) -> Heard:
        return np.concatenate([np.zeros(1, np.int16), *self.heard.get(output.key, [])])


class _Socket:
    def __init__(self, room: Room, key: str, fill: Fill) -> None:
        self.room, self.key, self.fill, self.open = room, key, fill, True

    def close(self) -> None:
        self.open = False


def loudest_pitch(samples: Heard) -> float:
    """The frequency with the most energy, in Hz."""
    power = np.abs(np.fft.rfft(samples.astype(np.float64))) ** 2
    return float(np.fft.rfftfreq(len(samples), 1 / RATE)[power.argmax()])


def pulses(samples: Heard) -> int:
    """How many times it becomes loud after having been still for a fiftieth of a second."""
    window = RATE // 100
    level = np.abs(samples[: len(samples) // window * window].astype(np.float64)).reshape(-1, window).max(1)
    loud = level > 0.12 * level.max()
    still = 99
    found = 0
    for here in loud:
        found += bool(here and still >= 2)
        still = 0 if here else still + 1
    return found


def bench(*outputs: Output, wish: Wish | None = None) -> tuple[SoundEngine, Room, ManualClock]:
    room, clock = Room(*outputs), ManualClock()
    engine = SoundEngine(room, load_sounds(), clock, wish)
    engine.look()
    return engine, room, clock


def later(engine: SoundEngine, room: Room, clock: ManualClock, seconds: float) -> None:
    """Half a second and a look, again and again."""
    for _ in range(round(seconds / 0.5)):
        room.pass_time(0.5)
        clock.advance(0.5)
        engine.look()


# ---- the sounds ----------------------------------------------------------------------------------------


def test_the_files_are_what_the_script_makes() -> None:
    for name, samples in load_sounds().items():
        assert np.abs(samples.astype(int) - make(name).astype(int)).max() <= 2, (
            f"python -m dev.sounds: {name}"
        )
    assert {str(sound) for sound in Sound} == set(SOUNDS)


def test_old_ears_hear_them_and_they_are_short() -> None:
    for sound, samples in load_sounds().items():
        power = np.abs(np.fft.rfft(samples.astype(np.float64))) ** 2
        pitch = np.fft.rfftfreq(len(samples), 1 / RATE)
        assert power[(pitch >= 500) & (pitch <= 3000)].sum() >= 0.95 * power.sum(), sound
        assert len(samples) <= RATE, "two sounds a second apart must not overlap"


def test_no_two_sounds_are_alike_in_pitch_and_rhythm() -> None:
    heard = {sound: (loudest_pitch(s), pulses(s)) for sound, s in load_sounds().items()}
    alarms = [sound for sound in Sound if sound is not Sound.TEST]
    for one in alarms:
        for other in alarms:
            if one < other:
                (pitch, beats), (another, others) = heard[one], heard[other]
                apart = max(pitch, another) / min(pitch, another)
                assert (apart > 1.06 and beats != others) or apart > 1.3, (one, other, heard)
    assert [heard[sound][1] for sound in (Sound.CRITICAL, Sound.HIGH, Sound.NEW_CALL)] == [5, 3, 2]


def test_the_gravest_alarm_is_the_loudest() -> None:
    peaks = {sound: int(np.abs(samples).max()) for sound, samples in load_sounds().items()}
    assert max(peaks, key=lambda sound: peaks[sound]) is Sound.CRITICAL


# ---- mixing --------------------------------------------------------------------------------------------


def test_what_was_asked_for_is_what_comes_out() -> None:
    mixer = Mixer(load_sounds())
    mixer.play(Sound.HIGH)
    out = np.concatenate([mixer.fill(160) for _ in range(100)])
    assert abs(loudest_pitch(out) - 554) < 5
    assert not mixer.fill(160).any(), "it is over"
    assert mixer.given == 101 * 160


def test_two_at_once_are_added_and_never_wrap_around() -> None:
    sounds = load_sounds()
    mixer = Mixer(sounds)
    for _ in range(4):
        mixer.play(Sound.CRITICAL)
    out = mixer.fill(RATE)
    one = np.zeros(RATE, np.int64)
    one[: len(sounds[Sound.CRITICAL])] = sounds[Sound.CRITICAL]
    assert np.array_equal(out, np.clip(4 * one, -32768, 32767))


# ---- headset and room ----------------------------------------------------------------------------------


def test_the_headset_gets_everything_and_the_room_only_what_is_critical() -> None:
    engine, room, clock = bench(SPEAKER, HEADSET)
    assert (engine.state.hearing, engine.state.device) == (Hearing.WELL, HEADSET.name)
    assert engine.state.room == "" or engine.state.room == SPEAKER.name
    engine.play(Sound.NEW_CALL)
    later(engine, room, clock, 1.0)
    assert loudest_pitch(room.heard_on(HEADSET)) == pytest.approx(1050, abs=30)
    assert not room.heard_on(SPEAKER).any()
    engine.play(Sound.CRITICAL, room=True)
    later(engine, room, clock, 1.0)
    assert room.heard_on(SPEAKER).any()
    assert engine.state.room == SPEAKER.name


def test_devices_are_chosen_by_name_by_kind_and_by_default() -> None:
    assert choose([SPEAKER, HEADSET], Wish()) == (HEADSET, SPEAKER)
    assert choose([SPEAKER], Wish()) == (SPEAKER, None)
    assert choose([SPEAKER, HEADSET], Wish(headset="built-in", room="jabra")) == (SPEAKER, HEADSET)
    assert choose([], Wish()) == (None, None)


# ---- what cannot be heard ------------------------------------------------------------------------------


def test_a_headset_that_is_pulled_out_is_noticed_and_the_loudspeaker_takes_over() -> None:
    engine, room, clock = bench(SPEAKER, HEADSET)
    later(engine, room, clock, 1.0)
    room.plugged.remove(HEADSET)
    later(engine, room, clock, 0.5)
    assert (engine.state.hearing, engine.state.device) == (Hearing.WELL, SPEAKER.name)
    room.plugged.clear()
    later(engine, room, clock, 0.5)
    assert engine.state.hearing is Hearing.NO_DEVICE
    assert not any(stream.open for stream in room.streams)
    room.plugged += [SPEAKER, HEADSET]
    later(engine, room, clock, 0.5)
    assert (engine.state.hearing, engine.state.device) == (Hearing.WELL, HEADSET.name)
    engine.play(Sound.HIGH)
    later(engine, room, clock, 1.0)
    assert room.heard_on(HEADSET).any()


def test_what_rang_while_nothing_could_sound_does_not_ring_late() -> None:
    engine, room, clock = bench()
    assert engine.state.hearing is Hearing.NO_DEVICE
    engine.play(Sound.CRITICAL)
    room.plugged.append(SPEAKER)
    later(engine, room, clock, 2.0)
    assert not room.heard_on(SPEAKER).any()


def test_a_muted_system_is_known_within_two_seconds() -> None:
    engine, room, clock = bench(SPEAKER)
    later(engine, room, clock, 2.0)
    room.mute = True
    later(engine, room, clock, 1.5)
    assert engine.state.hearing is Hearing.MUTED
    room.mute = None  # it cannot be asked any more
    later(engine, room, clock, 1.5)
    assert engine.state.hearing is Hearing.WELL


def test_a_device_that_takes_no_samples_is_hung_and_is_opened_again() -> None:
    engine, room, clock = bench(SPEAKER)
    later(engine, room, clock, 4.0)
    room.hung = True
    later(engine, room, clock, 2.0)
    assert engine.state.hearing is Hearing.HUNG
    room.hung = False
    later(engine, room, clock, 3.0)
    assert engine.state.hearing is Hearing.WELL
    assert sum(stream.open for stream in room.streams) == 1


def test_a_device_that_does_not_open_says_so_and_is_tried_again() -> None:
    engine, room, clock = bench()
    room.refuses = True
    room.plugged.append(SPEAKER)
    later(engine, room, clock, 0.5)
    assert engine.state.hearing is Hearing.REFUSED
    room.refuses = False
    later(engine, room, clock, 2.5)
    assert engine.state.hearing is Hearing.WELL


def test_an_audio_system_that_goes_away_is_no_device() -> None:
    engine, room, clock = bench(SPEAKER)
    room.broken = True
    later(engine, room, clock, 0.5)
    assert engine.state.hearing is Hearing.NO_DEVICE


# ---- the real audio thread -----------------------------------------------------------------------------


def test_miniaudio_pulls_the_samples_in_real_time() -> None:
    """Its null device has a clock and a thread like any other, and no loudspeaker."""
    heard: list[Heard] = []
    begun, enough = threading.Event(), threading.Event()

    class Listening(MachineDevices):
        def open(self, output: Output, fill: Fill) -> Stream:
            def listened(frames: int) -> Heard:
                heard.append(fill(frames))
                if len(heard) == 10:  # the first are asked for at once, while the device still opens
                    begun.set()
                if sum(map(len, heard)) > 2 * RATE:
                    enough.set()
                return heard[-1]

            return super().open(output, listened)

    engine = SoundEngine(Listening(null=True), load_sounds(), SystemClock())
    engine.start()
    try:
        assert begun.wait(3)
        engine.play(Sound.CRITICAL)
        assert enough.wait(4)
        assert engine.state.hearing is Hearing.WELL
    finally:
        engine.close()
    out = np.concatenate(heard)
    assert loudest_pitch(out) == pytest.approx(988, abs=20)
    assert pulses(out) == 5


def test_a_machine_without_a_sound_card_is_a_state_and_no_error() -> None:
    engine = SoundEngine(MachineDevices(), load_sounds(), SystemClock())
    engine.look()
    engine.close()
    assert engine.state.hearing is not Hearing.STARTING


def test_the_plugins_of_alsa_are_no_devices() -> None:
    """On a machine without a card ALSA still lists rate converters and a sink that throws samples away."""
    devices = MachineDevices()
    try:
        names = [output.key for output in devices.outputs()]
    except NoSound:
        names = []
    finally:
        devices.close()
    assert not [name for name in names if name in ("null", "auto_null", "lavrate", "samplerate", "upmix")]


@pytest.mark.parametrize(
    ("mute", "volume", "muted"),
    [
        (
            "Mute: no",
            "Volume: front-left: 65536 / 100% / 0.00 dB,   front-right: 65536 / 100% / 0.00 dB",
            False,
        ),
        ("Mute: yes", "Volume: front-left: 65536 / 100% / 0.00 dB", True),
        ("Mute: no", "Volume: front-left: 0 / 0% / -inf dB,   front-right: 0 /   0% / -inf dB", True),
        ("Mute: no", "Volume: front-left: 0 / 0% / -inf dB,   front-right: 32768 / 50% / -18 dB", False),
    ],
)
def test_pulseaudio_is_asked_whether_it_is_muted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mute: str, volume: str, muted: bool
) -> None:
    asked = tmp_path / "pactl"
    asked.write_text(f'#!/bin/sh\ncase $1 in get-sink-mute) echo "{mute}";; *) echo "{volume}";; esac\n')
    asked.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert pulse_muted("alsa_output.usb") is muted


def test_alsa_s_master_is_asked_where_there_is_no_sound_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert alsa_muted() is None, "nobody to ask"
    asked = tmp_path / "amixer"
    for told, muted in (("[87%] [-9.75dB] [on]", False), ("[87%] [off]", True), ("[0%] [on]", True)):
        asked.write_text(f"#!/bin/sh\necho '  Front Left: Playback 57 {told}'\n")
        asked.chmod(0o755)
        assert alsa_muted() is muted, told


def test_a_system_that_does_not_answer_is_not_taken_for_muted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "pactl"
    asked.write_text("#!/bin/sh\necho 'Connection refused' >&2\nexit 1\n")
    asked.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert pulse_muted("alsa_output.usb") is None
