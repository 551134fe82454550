"""The administration's words: roles, states, fields, acts, what a finding or a refusal means."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate

from console.administration.abilities import language_name, skill_name
from console.sentences import sentence
from domain.administered import Deed, Register
from domain.clock import Micros
from domain.people import Role
from widgets.look import Look
from widgets.plain_text import visible
from widgets.timer import local, time_of_day

translate = QCoreApplication.translate


def role_name(role: str) -> str:
    """Return a role as a person's title."""
    return {
        Role.CALL_TAKER.value: translate("administration", "Operador 911"),
        Role.DISPATCHER.value: translate("administration", "Despachador"),
        Role.VIDEO_OPERATOR.value: translate("administration", "Operador de video"),
        Role.SUPERVISOR.value: translate("administration", "Supervisor de sala"),
        Role.ANALYST.value: translate("administration", "Analista"),
        Role.ADMINISTRATOR.value: translate("administration", "Administrador"),
        Role.AUDITOR.value: translate("administration", "Auditor"),
    }.get(role, role)


def action_name(action: str) -> str:
    """Return what a cell of the matrix permits, short enough for a head."""
    return {
        "answer_call": translate("administration", "Atender"),
        "close_call": translate("administration", "Cerrar llam."),
        "create_incident": translate("administration", "Crear inc."),
        "close_incident": translate("administration", "Cerrar inc."),
        "dispatch_unit": translate("administration", "Despachar"),
        "set_unit_status": translate("administration", "Estados"),
        "note_incident": translate("administration", "Anotar"),
        "change_incident": translate("administration", "Corregir inc."),
        "reopen_incident": translate("administration", "Reabrir inc."),
        "work_task": translate("administration", "Parte agencia"),
        "override_dispatch": translate("administration", "Forzar desp."),
        "issue_bolo": translate("administration", "Pedidos"),
        "write_log": translate("administration", "Novedades"),
        "hand_over": translate("administration", "Relevo"),
        "acknowledge_alert": translate("administration", "Tomar alerta"),
        "shelve_alert": translate("administration", "Posponer"),
        "close_alert": translate("administration", "Cerrar alerta"),
        "see_room_health": translate("administration", "Tablero"),
        "overflow_call": translate("administration", "Derivar"),
        "resolve_refused": translate("administration", "Revisar"),
        "watch_video": translate("administration", "Ver en vivo"),
        "see_calls": translate("administration", "Ver llam."),
        "see_incidents": translate("administration", "Ver inc."),
        "see_units": translate("administration", "Ver móviles"),
        "see_alerts": translate("administration", "Ver alertas"),
        "see_registers": translate("administration", "Registros"),
        "administer_accounts": translate("administration", "Cuentas"),
        "administer_roles": translate("administration", "Roles"),
        "administer_places": translate("administration", "Salas"),
        "administer_cameras": translate("administration", "Cámaras"),
        "administer_devices": translate("administration", "Dispositivos"),
        "administer_rules": translate("administration", "Reglas"),
        "sign_changes": translate("administration", "Firmar"),
        "read_audit": translate("administration", "Auditoría"),
        "verify_chain": translate("administration", "Verificar"),
    }.get(action, action.replace("_", " "))


def reach_word(reach: str) -> str:
    """Return how far a permission goes, in a word; nothing when it is denied."""
    return {
        "room": translate("administration", "sala"),
        "agency": translate("administration", "agencia"),
        "city": translate("administration", "todo"),
    }.get(reach, "")


def agency_name(agency: str) -> str:
    """Return an agency, short."""
    return {
        "police": translate("administration", "Policía"),
        "medical": translate("administration", "SAME"),
        "fire": translate("administration", "Bomberos"),
        "civil_protection": translate("administration", "Defensa Civil"),
        "emergency": translate("administration", "Emergencias"),
    }.get(agency, agency.replace("_", " "))


def state_name(state: str) -> str:
    """Return how an account or a camera stands."""
    return {
        "active": translate("administration", "activa"),
        "expires_soon": translate("administration", "vence pronto"),
        "idle": translate("administration", "sin entrar"),
        "locked": translate("administration", "bloqueada"),
        "disabled": translate("administration", "dada de baja"),
        "expired": translate("administration", "vencida"),
        "removed": translate("administration", "quitada"),
        "live": translate("administration", "en servicio"),
        "stale": translate("administration", "congelada"),
        "down": translate("administration", "sin señal"),
        "unknown": translate("administration", "sin datos"),
    }.get(state, state.replace("_", " "))


def choice_name(field: str, code: str) -> str:
    """Return a choice of a field in words."""
    if field == "role":
        return role_name(code)
    if field in ("agency", "agencies"):
        return agency_name(code) or translate("administration", "Ninguna")
    if field == "languages":
        return language_name(code)
    if field == "skills":
        return skill_name(code)
    if field == "reach":
        return reach_word(code) or translate("administration", "no puede")
    return {
        "fixed": translate("administration", "Fija"),
        "dome": translate("administration", "Domo"),
        "faces": translate("administration", "Rostros"),
        "phone": translate("administration", "Teléfono"),
        "panic_button": translate("administration", "Botón"),
        "bracelet": translate("administration", "Pulsera"),
        "radio": translate("administration", "Radio"),
        "calls": translate("administration", "Llamadas"),
        "phones": translate("administration", "Teléfonos"),
        "buttons": translate("administration", "Botones"),
        "plates": translate("administration", "Patentes"),
        "yes": translate("administration", "sí"),
        "no": translate("administration", "no"),
    }.get(code, code.replace("_", " "))


def kept_name(kind: str) -> str:
    """Return a kind of record whose keeping is set, in words."""
    return {
        "footage": translate("administration", "Grabaciones"),
        "plate_reads": translate("administration", "Lecturas de patentes"),
        "positions": translate("administration", "Posiciones"),
        "calls": translate("administration", "Llamadas"),
        "audio": translate("administration", "Audio de llamadas"),
        "audit": translate("administration", "Auditoría"),
        "alerts": translate("administration", "Alertas"),
        "incidents": translate("administration", "Incidentes"),
    }.get(kind, kind.replace("_", " "))


def field_name(field: str) -> str:
    """Return a field's label."""
    return {
        "login": translate("administration", "Usuario"),
        "name": translate("administration", "Nombre"),
        "role": translate("administration", "Rol"),
        "room": translate("administration", "Sala"),
        "overflow_to": translate("administration", "Desborda a"),
        "agencies": translate("administration", "Agencias"),
        "badge": translate("administration", "Credencial"),
        "languages": translate("administration", "Idiomas"),
        "skills": translate("administration", "Especialidades"),
        "shift": translate("administration", "Turno"),
        "expires_at": translate("administration", "Vence"),
        "disabled": translate("administration", "Dada de baja"),
        "reach": translate("administration", "Alcance"),
        "id": translate("administration", "Identificador"),
        "exercise": translate("administration", "Ejercicio"),
        "desk": translate("administration", "Número del puesto"),
        "label": translate("administration", "Código"),
        "kind": translate("administration", "Tipo"),
        "lat": translate("administration", "Latitud"),
        "lon": translate("administration", "Longitud"),
        "heading": translate("administration", "Rumbo"),
        "view": translate("administration", "Ángulo"),
        "height": translate("administration", "Altura, m"),
        "agency": translate("administration", "Agencia"),
        "address": translate("administration", "Dirección RTSP"),
        "user": translate("administration", "Usuario de la cámara"),
        "password": translate("administration", "Clave de la cámara"),
        "retention_days": translate("administration", "Conservación, días"),
        "protected": translate("administration", "Protegido"),
        "withdrawn": translate("administration", "Retirado"),
        "door": translate("administration", "Entrada"),
        "device": translate("administration", "Dispositivo"),
        "days": translate("administration", "Días"),
        "list": translate("administration", "Lista"),
        "account": translate("administration", "Cuenta"),
        "issuer": translate("administration", "Autoridad"),
        "case": translate("administration", "Causa"),
        "reason": translate("administration", "Motivo del cambio"),
    }.get(field, field.replace("_", " "))


def register_name(register: str) -> str:
    """Return a register as the thing it holds, one of them."""
    return {
        Register.ACCOUNTS.value: translate("administration", "cuenta"),
        Register.ROLES.value: translate("administration", "permiso"),
        Register.ROOMS.value: translate("administration", "sala"),
        Register.WORKSTATIONS.value: translate("administration", "puesto"),
        Register.CAMERAS.value: translate("administration", "cámara"),
        Register.DEVICES.value: translate("administration", "dispositivo"),
        Register.CREDENTIALS.value: translate("administration", "credencial de entrada"),
        Register.RETENTION.value: translate("administration", "conservación"),
        Register.AUTHORITIES.value: translate("administration", "autoridad"),
    }.get(register, register)


def deed_title(deed: str, thing: str) -> str:
    """Return what a change does, with the thing's name."""
    words = {
        Deed.CREATE.value: translate("administration", "Dar de alta a {thing}"),
        Deed.CHANGE.value: translate("administration", "Cambiar {thing}"),
        Deed.REMOVE.value: translate("administration", "Quitar {thing}"),
        Deed.REISSUE.value: translate("administration", "Clave nueva para {thing}"),
    }.get(deed, translate("administration", "Cambiar {thing}"))
    return words.format(thing=thing)


def date_words(at: Micros | None, look: Look) -> str:
    """Return a day as 14 mar 2027; a dash when there is none."""
    if at is None:
        return "—"
    day = local(at, look)
    return look.locale.toString(QDate(day.year, day.month, day.day), "dd MMM yyyy").replace(".", "")


def when_words(at: Micros | None, now: Micros, look: Look) -> str:
    """Return a moment of the past as people say it: hoy 09:02, ayer 21:46, 22 nov 09:40, never."""
    if at is None:
        return translate("administration", "nunca")
    day, today = local(at, look).date(), local(now, look).date()
    time = time_of_day(at, look)[:5]
    ago = (today - day).days
    if ago == 0:
        return translate("administration", "hoy {time}").format(time=time)
    if ago == 1:
        return translate("administration", "ayer {time}").format(time=time)
    return f"{look.locale.toString(QDate(day.year, day.month, day.day), 'd MMM').replace('.', '')} {time}"


def value_words(field: str, value: object, look: Look) -> str:
    """Return a field's value as it is read in a change."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return choice_name(field, "yes" if value else "no")
    if field == "expires_at" and isinstance(value, int):
        return date_words(value, look)
    if isinstance(value, list | tuple):
        return ", ".join(choice_name(field, str(one)) for one in value)
    if isinstance(value, int | float):
        return look.locale.toString(value) if isinstance(value, int) else look.locale.toString(value, "g", 8)
    if field in ("role", "agency", "reach", "kind", "door", "list"):
        return choice_name(field, str(value))
    if value == "set":
        return translate("administration", "(cargado, no se muestra)")
    return visible(str(value))


def finding_words(field: str, code: str, params: dict[str, str], look: Look) -> str:
    """Return what is wrong with a field, in a sentence that names what would be right."""
    if code == "field.range":
        words = translate("administration", "{field}: de {low} a {high}")
        return words.format(field=field_name(field), **_kept(params, "low", "high"))
    if code == "field.too_late":
        limit = params.get("limit", "")
        day = date_words(int(limit), look) if limit.isdecimal() else "…"
        return translate("administration", "Como mucho un año: hasta el {day}").format(day=day)
    if code == "camera.twin":
        words = translate("administration", "Otra cámara a {metres} m se llama igual")
        return words.format(**_kept(params, "metres"))
    found = {
        "field.missing": translate("administration", "Falta completarlo"),
        "field.too_short": translate("administration", "Al menos {limit} letras"),
        "field.too_long": translate("administration", "Como mucho {limit} letras"),
        "field.word": translate("administration", "Sólo minúsculas, cifras y . _ -"),
        "field.character": translate("administration", "El carácter {position} no se ve: {character}"),
        "field.choice": translate("administration", "Elija uno de la lista"),
        "field.kind": translate("administration", "No es un número"),
        "field.past": translate("administration", "Esa fecha ya pasó"),
        "field.date": translate("administration", "Escriba la fecha como 31/12/2026"),
        "field.fixed": translate("administration", "Eso no cambia después del alta"),
        "field.unknown": translate("administration", "El servidor no conoce este campo"),
        "field.no_such": translate("administration", "No existe: {value}"),
        "entry.taken": translate("administration", "Ya hay uno que se llama así"),
        "room.unknown": translate("administration", "No hay una sala con ese nombre"),
        "camera.address_scheme": translate("administration", "Empieza con rtsp:// o rtsps://"),
        "camera.address_network": translate("administration", "Fuera de las redes del sitio"),
        "camera.address_form": translate("administration", "Escríbala como rtsp://EQUIPO/CAMINO"),
        "camera.address_credentials": translate("administration", "Usuario y clave van en sus campos"),
    }.get(code)
    return visible(found.format_map(_Known(params))) if found is not None else sentence(code, params)


def refusal_words(code: str, params: dict[str, str], look: Look) -> str:
    """Return why the server did not do it."""
    if code.startswith(("field.", "camera.")) or code == "entry.taken":
        field = params.get("field", "")
        words = finding_words(field, code, params, look)
        return f"{field_name(field)}: {words}" if field else words
    found = {
        "search.short": translate("administration", "Escriba al menos {limit} letras"),
        "search.slow": translate("administration", "Demasiado amplio: acorte la búsqueda"),
        "entry.unknown": translate("administration", "Eso ya no está"),
        "entry.in_use": translate("administration", "Está en uso: {count} dependen de él"),
        "entry.removed": translate("administration", "Fue quitado mientras tanto"),
        "change.stale": translate("administration", "Alguien lo cambió mientras tanto: mírelo de nuevo"),
        "change.nothing": translate("administration", "Nada cambió"),
        "change.waiting": translate("administration", "Ya espera otro cambio de lo mismo"),
        "change.apart": translate("administration", "Una clave se cambia sola, sin otros campos"),
        "change.own_account": translate("administration", "Nadie cambia su propia cuenta"),
        "change.deed": translate("administration", "Eso no se hace en este registro"),
        "role.cell_locked": translate("administration", "Este permiso no lo cambia nadie"),
        "role.auditor_reads": translate("administration", "Un auditor sólo lee"),
        "role.city_only": translate("administration", "Vale para toda la Ciudad o no vale"),
        "change.last": translate("administration", "Sería el último que puede administrar"),
        "change.conflict": translate("administration", "El servidor ya tenía otro cambio con ese número"),
        "sign.own": translate("administration", "Usted lo pidió: firma otra persona"),
        "sign.same_shift": translate("administration", "Es de su mismo turno: firma alguien de otro"),
        "sign.same_workstation": translate("administration", "Se pidió en este puesto: firme en otro"),
        "sign.concerns_you": translate("administration", "Es sobre usted: firma otra persona"),
        "sign.not_permitted": translate("administration", "Su rol no firma estos cambios"),
        "sign.password": translate("administration", "Esa no es su clave; quedan {left} intentos"),
        "sign.stale": translate("administration", "Cambió desde que se pidió: hay que pedirlo de nuevo"),
        "sign.proposer_gone": translate("administration", "Quien lo pidió ya no tiene cuenta"),
        "proposal.unknown": translate("administration", "Ese pedido ya no está"),
        "proposal.expired": translate("administration", "El pedido venció sin firma"),
        "proposal.closed": translate("administration", "Ya lo resolvió otra persona"),
        "audit.period": translate("administration", "El período termina antes de empezar"),
        "audit.unknown": translate("administration", "No hay un registro con ese número"),
        "verify.running": translate("administration", "Ya verifica {by}"),
        "verify.cannot_start": translate("administration", "La verificación no pudo empezar"),
        "verify.died": translate("administration", "La verificación se cortó: empiécela de nuevo"),
        "verify.anchors": translate("administration", "No se pueden leer las anclas"),
        "database.unavailable": translate("administration", "El servidor perdió su base de datos"),
        "link.silent": translate("administration", "Sin enlace con el servidor"),
        "link.no_answer": translate("administration", "El servidor no contestó"),
        "server.error": translate("administration", "El servidor falló; quedó anotado"),
    }.get(code)
    return visible(found.format_map(_Known(params))) if found is not None else sentence(code, params)


def break_words(code: str) -> str:
    """Return how a chain is broken."""
    return {
        "altered": translate("administration", "registro alterado"),
        "missing": translate("administration", "falta un registro"),
        "payload_altered": translate("administration", "contenido alterado"),
        "payload_gone": translate("administration", "contenido borrado sin orden"),
        "cut_off": translate("administration", "la cola fue cortada"),
        "not_as_anchored": translate("administration", "no coincide con el ancla"),
        "bad_signature": translate("administration", "firma del ancla no válida"),
        "unreadable": translate("administration", "no se puede leer"),
    }.get(code, code.replace("_", " "))


def effect_words(effect: str) -> str:
    """Return when a change is felt."""
    return {
        "now": translate("administration", "rige desde ahora"),
        "within_seconds": translate("administration", "rige en unos segundos"),
        "next_login": translate("administration", "rige desde el próximo ingreso"),
        "next_start": translate("administration", "rige cuando el servidor arranque de nuevo"),
    }.get(effect, "")


def condition_sentence(condition: str) -> str:
    """Return how something may be done: with a second person, with a purpose, with one's password."""
    return {
        "two_people": translate("administration", "con segunda persona"),
        "purpose": translate("administration", "con finalidad"),
        "password": translate("administration", "con su clave"),
    }.get(condition, condition.replace("_", " "))


def condition_words(condition: str) -> tuple[str, str]:
    """Return what a permission asks for besides the role: a word and its icon."""
    return {
        "two_people": (translate("administration", "de a dos"), "users"),
        "purpose": (translate("administration", "finalidad"), "scales"),
        "password": (translate("administration", "clave"), "key"),
    }.get(condition, (condition.replace("_", " "), "info"))


class _Known(dict[str, str]):
    """Parameters that the server did not say stay an ellipsis instead of an error."""

    def __missing__(self, key: str) -> str:
        return "…"


def _kept(params: dict[str, str], *names: str) -> dict[str, str]:
    return {name: params.get(name, "…") for name in names}
