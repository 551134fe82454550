"""Each agency's part of an incident: how its state follows what its units and its dispatcher do."""

from collections.abc import Iterable
from uuid import UUID

from msgspec.structs import replace

from domain.agency import Agency
from domain.clock import Micros
from domain.incident import AgencyTask, TaskState
from domain.words import Code, Name

Tasks = tuple[AgencyTask, ...]


def task_of(tasks: Tasks, agency: Agency) -> AgencyTask | None:
    """Return the agency's task, or None when the incident has none for it."""
    return next((task for task in tasks if task.agency is agency), None)


def opened(tasks: Tasks, agencies: Iterable[Agency], at: Micros) -> Tasks:
    """Return the tasks with one for each of these agencies; one that was closed begins anew."""
    for agency in dict.fromkeys(agencies):
        task = task_of(tasks, agency)
        if task is None:
            tasks = (*tasks, AgencyTask(agency=agency, state=TaskState.PENDING, since=at))
        elif task.state is TaskState.CLOSED:
            tasks = _with(tasks, _waiting(task, at))
    return tasks


def taken(tasks: Tasks, agency: Agency, dispatcher: UUID, name: Name, at: Micros) -> Tasks:
    """Return the tasks after a dispatcher took the agency's; one that works already only changes hands."""
    task = task_of(opened(tasks, (agency,), at), agency)
    assert task is not None, "it was opened"
    state = TaskState.TAKEN if task.state is TaskState.PENDING else task.state
    since = at if state is not task.state else task.since
    return _with(tasks, replace(task, state=state, since=since, dispatcher=dispatcher, dispatcher_name=name))


def working(tasks: Tasks, agency: Agency, at: Micros, dispatcher: UUID | None, name: Name) -> Tasks:
    """Return the tasks after a unit of the agency was sent; whoever sends the first has taken the task."""
    tasks = opened(tasks, (agency,), at)
    task = task_of(tasks, agency)
    assert task is not None, "it was opened"
    since = task.since if task.state is TaskState.ACTIVE else at
    task = replace(task, state=TaskState.ACTIVE, since=since)
    if task.dispatcher is None and dispatcher is not None:
        task = replace(task, dispatcher=dispatcher, dispatcher_name=name)
    return _with(tasks, task)


def resting(tasks: Tasks, agency: Agency, at: Micros) -> Tasks:
    """Return the tasks after the agency's last unit left: its dispatcher has it, or nobody."""
    task = task_of(tasks, agency)
    if task is None or task.state is not TaskState.ACTIVE:
        return tasks
    return _with(tasks, _waiting(task, at))


def closed(tasks: Tasks, agency: Agency, disposition: Code | None, at: Micros) -> Tasks:
    """Return the tasks after the agency's part was done."""
    task = task_of(tasks, agency)
    if task is None or task.state is TaskState.CLOSED:
        return tasks
    return _with(tasks, replace(task, state=TaskState.CLOSED, since=at, disposition=disposition))


def all_closed(tasks: Tasks, disposition: Code | None, at: Micros) -> Tasks:
    """Return the tasks after the whole incident was closed."""
    for task in tasks:
        tasks = closed(tasks, task.agency, disposition, at)
    return tasks


def reopened(tasks: Tasks, at: Micros) -> Tasks:
    """Return the tasks after the incident was opened again: each waits, for whoever had it."""
    return opened(tasks, (task.agency for task in tasks), at)


def settled(tasks: Tasks, at_work: Iterable[Agency], at: Micros) -> Tasks:
    """Return the tasks as they must be when these agencies, and no others, have units at the incident."""
    agencies = frozenset(at_work)
    for task in tasks:
        if task.agency in agencies:
            tasks = working(tasks, task.agency, at, None, "")
        else:
            tasks = resting(tasks, task.agency, at)
    return tasks


def _waiting(task: AgencyTask, at: Micros) -> AgencyTask:
    state = TaskState.TAKEN if task.dispatcher is not None else TaskState.PENDING
    return replace(task, state=state, since=at, disposition=None)


def _with(tasks: Tasks, changed: AgencyTask) -> Tasks:
    if task_of(tasks, changed.agency) is None:
        return (*tasks, changed)
    return tuple(changed if task.agency is changed.agency else task for task in tasks)
