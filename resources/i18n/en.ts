<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="es_AR">
<context>
    <name>LiveMap</name>
    <message>
        <source>Mapa en vivo</source>
        <translation>Live map</translation>
    </message>
    <message>
        <source>las unidades pueden haberse movido</source>
        <translation>units may have moved</translation>
    </message>
    <message>
        <source>1 unidad</source>
        <translation>1 unit</translation>
    </message>
    <message>
        <source>{n} unidades</source>
        <translation>{n} units</translation>
    </message>
    <message>
        <source>1 cámara con vista</source>
        <translation>1 camera in view</translation>
    </message>
    <message>
        <source>{n} cámaras con vista</source>
        <translation>{n} cameras in view</translation>
    </message>
    <message>
        <source>posiciones {ago}</source>
        <translation>positions {ago}</translation>
    </message>
    <message>
        <source>Mapa</source>
        <translation>Map</translation>
    </message>
</context>
<context>
    <name>VideoWall</name>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
</context>
<context>
    <name>administration</name>
    <message>
        <source>Anotar</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Corregir inc.</source>
        <translation>Correct inc.</translation>
    </message>
    <message>
        <source>Reabrir inc.</source>
        <translation>Reopen inc.</translation>
    </message>
    <message>
        <source>Parte agencia</source>
        <translation>Agency part</translation>
    </message>
    <message>
        <source>Forzar desp.</source>
        <translation>Override</translation>
    </message>
    <message>
        <source>Pedidos</source>
        <translation>BOLOs</translation>
    </message>
    <message>
        <source>Novedades</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Relevo</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>Acto</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>Acto, persona o causa</source>
        <translation>Act, person or case</translation>
    </message>
    <message>
        <source>Auditoría</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Bloquear</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Cadena sin verificar en esta sesión</source>
        <translation>Chain not verified in this session</translation>
    </message>
    <message>
        <source>Cadena íntegra, n.º {first} a {last}</source>
        <translation>Chain whole, no. {first} to {last}</translation>
    </message>
    <message>
        <source>Cambio que espera segunda persona</source>
        <translation>Change awaiting a second person</translation>
    </message>
    <message>
        <source>Causa o expediente</source>
        <translation>Case or file</translation>
    </message>
    <message>
        <source>Consultar</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>Cuenta</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>Cuenta elegida</source>
        <translation>Chosen account</translation>
    </message>
    <message>
        <source>Cuentas</source>
        <translation>Accounts</translation>
    </message>
    <message>
        <source>Cámaras</source>
        <translation>Cameras</translation>
    </message>
    <message>
        <source>Dispositivos</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>Elija una cuenta</source>
        <translation>Choose an account</translation>
    </message>
    <message>
        <source>Elija una fila o una celda</source>
        <translation>Choose a row or a cell</translation>
    </message>
    <message>
        <source>Enter sobre una fila la abre aquí</source>
        <translation>Enter on a row opens it here</translation>
    </message>
    <message>
        <source>Finalidad</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>Firmar</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Firmar con credencial</source>
        <translation>Sign with credential</translation>
    </message>
    <message>
        <source>Guardar</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Historial de la celda</source>
        <translation>History of the cell</translation>
    </message>
    <message>
        <source>La cadena se rompe en el n.º {n}</source>
        <translation>The chain breaks at no. {n}</translation>
    </message>
    <message>
        <source>La causa y el motivo se anotan antes de leer el primer registro. Sin ellos no se muestra nada.</source>
        <translation>Case and reason are recorded before the first record is read. Without them nothing is shown.</translation>
    </message>
    <message>
        <source>Listas</source>
        <translation>Lists</translation>
    </message>
    <message>
        <source>Lo que otro pida aparece aquí</source>
        <translation>What others ask for appears here</translation>
    </message>
    <message>
        <source>Lo que puede hoy</source>
        <translation>What it can do today</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Motivo de la consulta</source>
        <translation>Reason for looking</translation>
    </message>
    <message>
        <source>Nada elegido</source>
        <translation>Nothing chosen</translation>
    </message>
    <message>
        <source>Nada por firmar</source>
        <translation>Nothing to sign</translation>
    </message>
    <message>
        <source>No se pudieron leer los permisos</source>
        <translation>The permissions could not be read</translation>
    </message>
    <message>
        <source>No se pudo leer esta lista</source>
        <translation>This list could not be read</translation>
    </message>
    <message>
        <source>No se pudo leer la auditoría</source>
        <translation>The audit could not be read</translation>
    </message>
    <message>
        <source>No se pudo verificar la cadena</source>
        <translation>The chain could not be verified</translation>
    </message>
    <message>
        <source>Orden de la lista</source>
        <translation>Order of the list</translation>
    </message>
    <message>
        <source>Parar</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Pedir segunda firma</source>
        <translation>Ask for second signature</translation>
    </message>
    <message>
        <source>Período</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>Rechazar</source>
        <translation>Reject</translation>
    </message>
    <message>
        <source>Registros de la auditoría</source>
        <translation>Audit records</translation>
    </message>
    <message>
        <source>Retirar</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Rol</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Rol, acción y alcance</source>
        <translation>Role, act and reach</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Salas</source>
        <translation>Rooms</translation>
    </message>
    <message>
        <source>Sesiones y equipo</source>
        <translation>Sessions and equipment</translation>
    </message>
    <message>
        <source>Siguiente</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Su clave</source>
        <translation>Your password</translation>
    </message>
    <message>
        <source>Sus lecturas también quedan anotadas.</source>
        <translation>Your own reading is recorded too.</translation>
    </message>
    <message>
        <source>Usted: otra persona, puede firmar</source>
        <translation>You: another person, may sign</translation>
    </message>
    <message>
        <source>Verificando la cadena · {share} %</source>
        <translation>Verifying the chain · {share} %</translation>
    </message>
    <message>
        <source>Verificar</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>Verificar otra vez</source>
        <translation>Verify again</translation>
    </message>
    <message>
        <source>Volver</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>al menos 10 letras</source>
        <translation>at least 10 letters</translation>
    </message>
    <message>
        <source>ancla {time}</source>
        <translation>anchor {time}</translation>
    </message>
    <message>
        <source>de {total}</source>
        <translation>of {total}</translation>
    </message>
    <message>
        <source>no puede</source>
        <translation>may not</translation>
    </message>
    <message>
        <source>obligatorio</source>
        <translation>required</translation>
    </message>
    <message>
        <source>personas</source>
        <translation>people</translation>
    </message>
    <message>
        <source>se recalcula cada sello y se compara con las anclas</source>
        <translation>every seal is computed again and held against the anchors</translation>
    </message>
    <message>
        <source>sin ancla todavía</source>
        <translation>no anchor yet</translation>
    </message>
    <message>
        <source>vence en {h} h {n} min</source>
        <translation>lapses in {h} h {n} min</translation>
    </message>
    <message>
        <source>vence en {n} días</source>
        <translation>lapses in {n} days</translation>
    </message>
    <message>
        <source>vence en {n} min</source>
        <translation>lapses in {n} min</translation>
    </message>
    <message>
        <source>venció</source>
        <translation>lapsed</translation>
    </message>
    <message>
        <source>{anchor} · 1 borrado por orden, con hueco probado</source>
        <translation>{anchor} · 1 erased by order, gap proven</translation>
    </message>
    <message>
        <source>{anchor} · sin borrados</source>
        <translation>{anchor} · nothing erased</translation>
    </message>
    <message>
        <source>{anchor} · {n} borrados por orden, con hueco probado</source>
        <translation>{anchor} · {n} erased by order, gaps proven</translation>
    </message>
    <message>
        <source>{done} de {total} registros</source>
        <translation>{done} of {total} records</translation>
    </message>
    <message>
        <source>{field}: antes {before}, después {after}</source>
        <translation>{field}: before {before}, after {after}</translation>
    </message>
    <message>
        <source>{name} pidió, {time}</source>
        <translation>{name} asked, {time}</translation>
    </message>
    <message>
        <source>{n} de {total}</source>
        <translation>{n} of {total}</translation>
    </message>
    <message>
        <source>{n} roles</source>
        <translation>{n} roles</translation>
    </message>
    <message>
        <source>{purpose} · sus lecturas también quedan anotadas</source>
        <translation>{purpose} · your own reading is recorded too</translation>
    </message>
    <message>
        <source>{why} · no borre nada y avise a la auditoría</source>
        <translation>{why} · erase nothing and tell the auditors</translation>
    </message>
    <message>
        <source>¿Para qué consulta la auditoría?</source>
        <translation>Why do you look into the audit?</translation>
    </message>
    <message>
        <source>Últimas consultas</source>
        <translation>Latest queries</translation>
    </message>
    <message>
        <source>(cargado, no se muestra)</source>
        <translation>(set, not shown)</translation>
    </message>
    <message>
        <source>1 año</source>
        <translation>1 year</translation>
    </message>
    <message>
        <source>24 horas</source>
        <translation>24 hours</translation>
    </message>
    <message>
        <source>30 días</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>7 días</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>Administrador</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Agencia</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Agencias</source>
        <translation>Agencies</translation>
    </message>
    <message>
        <source>Al menos 10 letras</source>
        <translation>At least 10 letters</translation>
    </message>
    <message>
        <source>Al menos {limit} letras</source>
        <translation>At least {limit} letters</translation>
    </message>
    <message>
        <source>Alcance</source>
        <translation>Reach</translation>
    </message>
    <message>
        <source>Alertas</source>
        <translation>Alerts</translation>
    </message>
    <message>
        <source>Alguien lo cambió mientras tanto: mírelo de nuevo</source>
        <translation>Somebody changed it meanwhile: look again</translation>
    </message>
    <message>
        <source>Alta de {thing}</source>
        <translation>New {thing}</translation>
    </message>
    <message>
        <source>Altura, m</source>
        <translation>Height, m</translation>
    </message>
    <message>
        <source>Analista</source>
        <translation>Analyst</translation>
    </message>
    <message>
        <source>Ancla que lo cubre</source>
        <translation>Anchor that covers it</translation>
    </message>
    <message>
        <source>Atender</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Audio de llamadas</source>
        <translation>Call audio</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Auditor</translation>
    </message>
    <message>
        <source>Autoridad</source>
        <translation>Authority</translation>
    </message>
    <message>
        <source>Autoridades de listas</source>
        <translation>Authorities over lists</translation>
    </message>
    <message>
        <source>Ayuda</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Bloqueada por claves equivocadas</source>
        <translation>Blocked after wrong passwords</translation>
    </message>
    <message>
        <source>Bloqueadas {n}</source>
        <translation>Blocked {n}</translation>
    </message>
    <message>
        <source>Bomberos</source>
        <translation>Fire</translation>
    </message>
    <message>
        <source>Borrado por orden</source>
        <translation>Erased by order</translation>
    </message>
    <message>
        <source>Borró por orden</source>
        <translation>Erased by order</translation>
    </message>
    <message>
        <source>Botones</source>
        <translation>Buttons</translation>
    </message>
    <message>
        <source>Botón</source>
        <translation>Button</translation>
    </message>
    <message>
        <source>Buscó en la auditoría</source>
        <translation>Searched the audit</translation>
    </message>
    <message>
        <source>Cambiar {thing}</source>
        <translation>Change {thing}</translation>
    </message>
    <message>
        <source>Cambiarla exige dos personas (F2).</source>
        <translation>Changing it takes two people (F2).</translation>
    </message>
    <message>
        <source>Cambio hecho</source>
        <translation>Change made</translation>
    </message>
    <message>
        <source>Cambios</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Cambió</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Cambió desde que se pidió: hay que pedirlo de nuevo</source>
        <translation>It changed since it was asked for: ask anew</translation>
    </message>
    <message>
        <source>Causa</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Cerrar Atalaya</source>
        <translation>Close Atalaya</translation>
    </message>
    <message>
        <source>Cerrar alerta</source>
        <translation>Close alert</translation>
    </message>
    <message>
        <source>Cerrar inc.</source>
        <translation>Close inc.</translation>
    </message>
    <message>
        <source>Cerrar llam.</source>
        <translation>Close call</translation>
    </message>
    <message>
        <source>Clave de la cámara</source>
        <translation>Camera password</translation>
    </message>
    <message>
        <source>Clave nueva</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>Clave nueva para {thing}</source>
        <translation>New password for {thing}</translation>
    </message>
    <message>
        <source>Como mucho un año: hasta el {day}</source>
        <translation>At most a year: until {day}</translation>
    </message>
    <message>
        <source>Como mucho {limit} letras</source>
        <translation>At most {limit} letters</translation>
    </message>
    <message>
        <source>Con y sin cambios</source>
        <translation>With and without changes</translation>
    </message>
    <message>
        <source>Conservación</source>
        <translation>Retention</translation>
    </message>
    <message>
        <source>Conservación, días</source>
        <translation>Retention, days</translation>
    </message>
    <message>
        <source>Crear inc.</source>
        <translation>Create inc.</translation>
    </message>
    <message>
        <source>Credencial</source>
        <translation>Badge</translation>
    </message>
    <message>
        <source>Credenciales de entrada</source>
        <translation>Entry credentials</translation>
    </message>
    <message>
        <source>Cuenta, autoridad o causa</source>
        <translation>Account, authority or case</translation>
    </message>
    <message>
        <source>Cuándo</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Código</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Código o móvil</source>
        <translation>Code or unit</translation>
    </message>
    <message>
        <source>Código, lugar o zona</source>
        <translation>Code, place or zone</translation>
    </message>
    <message>
        <source>Dada de baja</source>
        <translation>Disabled</translation>
    </message>
    <message>
        <source>Dar de alta a {thing}</source>
        <translation>Create {thing}</translation>
    </message>
    <message>
        <source>De baja {n}</source>
        <translation>Disabled {n}</translation>
    </message>
    <message>
        <source>Defensa Civil</source>
        <translation>Civil Protection</translation>
    </message>
    <message>
        <source>Demasiado amplio: acorte la búsqueda</source>
        <translation>Too wide: narrow the search</translation>
    </message>
    <message>
        <source>Desde</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Despachador</source>
        <translation>Dispatcher</translation>
    </message>
    <message>
        <source>Despachar</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>Dirección RTSP</source>
        <translation>RTSP address</translation>
    </message>
    <message>
        <source>Dispositivo</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>Domo</source>
        <translation>Dome</translation>
    </message>
    <message>
        <source>Días</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>Editar</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Ejercicio</source>
        <translation>Exercise</translation>
    </message>
    <message>
        <source>El anterior</source>
        <translation>The one before</translation>
    </message>
    <message>
        <source>El carácter {position} no se ve: {character}</source>
        <translation>Character {position} cannot be seen: {character}</translation>
    </message>
    <message>
        <source>El pedido venció sin firma</source>
        <translation>The request lapsed unsigned</translation>
    </message>
    <message>
        <source>El período termina antes de empezar</source>
        <translation>The period ends before it begins</translation>
    </message>
    <message>
        <source>El sello no coincide</source>
        <translation>The seal does not match</translation>
    </message>
    <message>
        <source>El sello vuelve a dar lo mismo</source>
        <translation>The seal comes out the same again</translation>
    </message>
    <message>
        <source>El servidor falló; quedó anotado</source>
        <translation>The server failed; it was recorded</translation>
    </message>
    <message>
        <source>El servidor no conoce este campo</source>
        <translation>The server does not know this field</translation>
    </message>
    <message>
        <source>El servidor no contestó</source>
        <translation>The server did not answer</translation>
    </message>
    <message>
        <source>El servidor perdió su base de datos</source>
        <translation>The server lost its database</translation>
    </message>
    <message>
        <source>El servidor ya tenía otro cambio con ese número</source>
        <translation>The server already had another change of that number</translation>
    </message>
    <message>
        <source>Elija uno de la lista</source>
        <translation>Choose one from the list</translation>
    </message>
    <message>
        <source>Emergencias</source>
        <translation>Emergencies</translation>
    </message>
    <message>
        <source>Empieza con rtsp:// o rtsps://</source>
        <translation>Begins with rtsp:// or rtsps://</translation>
    </message>
    <message>
        <source>Entrada</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>Entre 3 y 40 letras</source>
        <translation>Between 3 and 40 letters</translation>
    </message>
    <message>
        <source>Entró</source>
        <translation>Logged in</translation>
    </message>
    <message>
        <source>Es de su mismo turno: firma alguien de otro</source>
        <translation>Of your own shift: somebody of another signs</translation>
    </message>
    <message>
        <source>Es sobre usted: firma otra persona</source>
        <translation>It is about you: somebody else signs</translation>
    </message>
    <message>
        <source>Esa fecha ya pasó</source>
        <translation>That date is past</translation>
    </message>
    <message>
        <source>Esa no es su clave; quedan {left} intentos</source>
        <translation>That is not your password; {left} tries left</translation>
    </message>
    <message>
        <source>Escape vacía el campo</source>
        <translation>Escape empties the field</translation>
    </message>
    <message>
        <source>Escriba al menos {limit} letras</source>
        <translation>Type at least {limit} letters</translation>
    </message>
    <message>
        <source>Escriba la fecha como 31/12/2026</source>
        <translation>Write the date as 31/12/2026</translation>
    </message>
    <message>
        <source>Escriba por qué, y vuelva a apretar</source>
        <translation>Write why, and press again</translation>
    </message>
    <message>
        <source>Ese pedido ya no está</source>
        <translation>That request is gone</translation>
    </message>
    <message>
        <source>Eso no cambia después del alta</source>
        <translation>That does not change once created</translation>
    </message>
    <message>
        <source>Eso no se hace en este registro</source>
        <translation>That is not done in this register</translation>
    </message>
    <message>
        <source>Eso ya no está</source>
        <translation>That is gone</translation>
    </message>
    <message>
        <source>Espera segunda firma</source>
        <translation>Awaits second signature</translation>
    </message>
    <message>
        <source>Estado</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Estados</source>
        <translation>States</translation>
    </message>
    <message>
        <source>Este permiso no lo cambia nadie</source>
        <translation>Nobody changes this permission</translation>
    </message>
    <message>
        <source>Está en uso: {count} dependen de él</source>
        <translation>In use: {count} depend on it</translation>
    </message>
    <message>
        <source>Exige {condition}.</source>
        <translation>Takes {condition}.</translation>
    </message>
    <message>
        <source>Exportó la auditoría</source>
        <translation>Exported the audit</translation>
    </message>
    <message>
        <source>Leyó el informe del turno</source>
        <translation>Read the shift report</translation>
    </message>
    <message>
        <source>Tablero</source>
        <translation>Dashboard</translation>
    </message>
    <message>
        <source>Falta completarlo</source>
        <translation>To be filled in</translation>
    </message>
    <message>
        <source>Fija</source>
        <translation>Fixed</translation>
    </message>
    <message>
        <source>Firma rechazada</source>
        <translation>Signature refused</translation>
    </message>
    <message>
        <source>Firmó un cambio</source>
        <translation>Signed a change</translation>
    </message>
    <message>
        <source>Fue quitado mientras tanto</source>
        <translation>It was removed meanwhile</translation>
    </message>
    <message>
        <source>Grabaciones</source>
        <translation>Footage</translation>
    </message>
    <message>
        <source>Guarda</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>Historial</source>
        <translation>History</translation>
    </message>
    <message>
        <source>Identificador</source>
        <translation>Identifier</translation>
    </message>
    <message>
        <source>Incidentes</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <source>Ingreso rechazado</source>
        <translation>Login refused</translation>
    </message>
    <message>
        <source>Latitud</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>Lecturas de patentes</source>
        <translation>Plate reads</translation>
    </message>
    <message>
        <source>Leyó el historial</source>
        <translation>Read the history</translation>
    </message>
    <message>
        <source>Leyó el recorrido</source>
        <translation>Read the track</translation>
    </message>
    <message>
        <source>Leyó el registro</source>
        <translation>Read the register</translation>
    </message>
    <message>
        <source>Leyó la auditoría</source>
        <translation>Read the audit</translation>
    </message>
    <message>
        <source>Leyó un registro</source>
        <translation>Read a record</translation>
    </message>
    <message>
        <source>Lista</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Llamadas</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>Lo que hizo {login}, con finalidad</source>
        <translation>What {login} did, with a purpose</translation>
    </message>
    <message>
        <source>Lo que pasó</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>Longitud</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>Lugar</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Motivo del cambio</source>
        <translation>Reason for the change</translation>
    </message>
    <message>
        <source>Móvil</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Nada cambió</source>
        <translation>Nothing changed</translation>
    </message>
    <message>
        <source>Nada con esta búsqueda</source>
        <translation>Nothing for this search</translation>
    </message>
    <message>
        <source>Nada se cambia desde este puesto.</source>
        <translation>Nothing is changed from this desk.</translation>
    </message>
    <message>
        <source>Nadie cambia su propia cuenta</source>
        <translation>Nobody changes their own account</translation>
    </message>
    <message>
        <source>Ninguna</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Ningún registro con esta búsqueda</source>
        <translation>No record for this search</translation>
    </message>
    <message>
        <source>No es un número</source>
        <translation>Not a number</translation>
    </message>
    <message>
        <source>No hay un registro con ese número</source>
        <translation>There is no record of that number</translation>
    </message>
    <message>
        <source>No hay una orden así</source>
        <translation>There is no such order</translation>
    </message>
    <message>
        <source>No hay una sala con ese nombre</source>
        <translation>There is no room of that name</translation>
    </message>
    <message>
        <source>No puede entrar: {state}</source>
        <translation>Cannot log in: {state}</translation>
    </message>
    <message>
        <source>No se hizo</source>
        <translation>Not done</translation>
    </message>
    <message>
        <source>Nombre</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Nombre de la sala</source>
        <translation>Name of the room</translation>
    </message>
    <message>
        <source>Nombre del lugar</source>
        <translation>Name of the place</translation>
    </message>
    <message>
        <source>Nombre o entrada</source>
        <translation>Name or entry</translation>
    </message>
    <message>
        <source>Nombre, credencial o rol</source>
        <translation>Name, badge or role</translation>
    </message>
    <message>
        <source>Nueva</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Nuevo</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Número del puesto</source>
        <translation>Number of the desk</translation>
    </message>
    <message>
        <source>Ocupado por</source>
        <translation>Taken by</translation>
    </message>
    <message>
        <source>Operador 911</source>
        <translation>911 operator</translation>
    </message>
    <message>
        <source>Operador de video</source>
        <translation>Video operator</translation>
    </message>
    <message>
        <source>Otra cámara a {metres} m se llama igual</source>
        <translation>Another camera {metres} m away has this name</translation>
    </message>
    <message>
        <source>Patentes</source>
        <translation>Plates</translation>
    </message>
    <message>
        <source>Pedidas {n}</source>
        <translation>Asked {n}</translation>
    </message>
    <message>
        <source>Pedido rechazado</source>
        <translation>Request rejected</translation>
    </message>
    <message>
        <source>Pedir cuenta</source>
        <translation>Ask for account</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Pidió lo que no puede</source>
        <translation>Asked for what is not theirs</translation>
    </message>
    <message>
        <source>Pidió un cambio</source>
        <translation>Asked for a change</translation>
    </message>
    <message>
        <source>Policía</source>
        <translation>Police</translation>
    </message>
    <message>
        <source>Por firmar</source>
        <translation>To sign</translation>
    </message>
    <message>
        <source>Por vencer {n}</source>
        <translation>Expiring {n}</translation>
    </message>
    <message>
        <source>Posiciones</source>
        <translation>Positions</translation>
    </message>
    <message>
        <source>Posponer</source>
        <translation>Shelve</translation>
    </message>
    <message>
        <source>Protegido</source>
        <translation>Protected</translation>
    </message>
    <message>
        <source>Puesto</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Puesto {name}</source>
        <translation>Desk {name}</translation>
    </message>
    <message>
        <source>Puesto, sala o persona</source>
        <translation>Desk, room or person</translation>
    </message>
    <message>
        <source>Puestos</source>
        <translation>Desks</translation>
    </message>
    <message>
        <source>Pulsera</source>
        <translation>Bracelet</translation>
    </message>
    <message>
        <source>Quitar {thing}</source>
        <translation>Remove {thing}</translation>
    </message>
    <message>
        <source>Quién</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Qué</source>
        <translation>What</translation>
    </message>
    <message>
        <source>Qué se guarda</source>
        <translation>What is kept</translation>
    </message>
    <message>
        <source>Radio</source>
        <translation>Radio</translation>
    </message>
    <message>
        <source>Rechazó un cambio</source>
        <translation>Rejected a change</translation>
    </message>
    <message>
        <source>Registro</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Registro n.º {n}</source>
        <translation>Record no. {n}</translation>
    </message>
    <message>
        <source>Registros</source>
        <translation>Registers</translation>
    </message>
    <message>
        <source>Reglas</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>Rehabilitar</source>
        <translation>Enable again</translation>
    </message>
    <message>
        <source>Retirado</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Revisar</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Rostros</source>
        <translation>Faces</translation>
    </message>
    <message>
        <source>Rumbo</source>
        <translation>Heading</translation>
    </message>
    <message>
        <source>SAME</source>
        <translation>SAME</translation>
    </message>
    <message>
        <source>Sala</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>Sala en vivo</source>
        <translation>Live room</translation>
    </message>
    <message>
        <source>Salir del puesto</source>
        <translation>Leave the desk</translation>
    </message>
    <message>
        <source>Salió</source>
        <translation>Logged out</translation>
    </message>
    <message>
        <source>Salud</source>
        <translation>Health</translation>
    </message>
    <message>
        <source>Se le negó algo hace poco</source>
        <translation>Was told no a little while ago</translation>
    </message>
    <message>
        <source>Se muestra esta única vez. Entréguela en mano y cierre este panel.</source>
        <translation>Shown this once. Hand it over in person and close this pane.</translation>
    </message>
    <message>
        <source>Se pidió en este puesto: firme en otro</source>
        <translation>Asked for at this desk: sign at another</translation>
    </message>
    <message>
        <source>Segundo factor</source>
        <translation>Second factor</translation>
    </message>
    <message>
        <source>Sello</source>
        <translation>Seal</translation>
    </message>
    <message>
        <source>Sería el último que puede administrar</source>
        <translation>It would be the last who can administer</translation>
    </message>
    <message>
        <source>Siempre</source>
        <translation>Always</translation>
    </message>
    <message>
        <source>Sin enlace con el servidor</source>
        <translation>No line to the server</translation>
    </message>
    <message>
        <source>Sin entrar 30 días {n}</source>
        <translation>Idle 30 days {n}</translation>
    </message>
    <message>
        <source>Sobre</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Su lugar en la cadena</source>
        <translation>Its place in the chain</translation>
    </message>
    <message>
        <source>Su rol no firma estos cambios</source>
        <translation>Your role does not sign these changes</translation>
    </message>
    <message>
        <source>Supervisor de sala</source>
        <translation>Room supervisor</translation>
    </message>
    <message>
        <source>Sólo con cambios</source>
        <translation>Only with changes</translation>
    </message>
    <message>
        <source>Sólo lectura</source>
        <translation>Read only</translation>
    </message>
    <message>
        <source>Sólo minúsculas, cifras y . _ -</source>
        <translation>Only small letters, digits and . _ -</translation>
    </message>
    <message>
        <source>Teléfono</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Teléfonos</source>
        <translation>Phones</translation>
    </message>
    <message>
        <source>Tipo</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Toda agencia</source>
        <translation>Every agency</translation>
    </message>
    <message>
        <source>Toda alta, baja o cambio de rol pide dos personas de turnos distintos. Nadie edita su propia cuenta.</source>
        <translation>To create, remove or change a role takes two people of different shifts. Nobody edits their own account.</translation>
    </message>
    <message>
        <source>Toda entrada</source>
        <translation>Every entry</translation>
    </message>
    <message>
        <source>Toda sala</source>
        <translation>Every room</translation>
    </message>
    <message>
        <source>Toda salud</source>
        <translation>Any health</translation>
    </message>
    <message>
        <source>Toda zona</source>
        <translation>Every zone</translation>
    </message>
    <message>
        <source>Todas</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Todas {n}</source>
        <translation>All {n}</translation>
    </message>
    <message>
        <source>Todavía no hay ninguno</source>
        <translation>None yet</translation>
    </message>
    <message>
        <source>Todo acto</source>
        <translation>Every act</translation>
    </message>
    <message>
        <source>Todo cambio aquí pide dos personas de turnos distintos.</source>
        <translation>Every change here takes two people of different shifts.</translation>
    </message>
    <message>
        <source>Todo estado</source>
        <translation>Any state</translation>
    </message>
    <message>
        <source>Todo rol</source>
        <translation>Every role</translation>
    </message>
    <message>
        <source>Todo tipo</source>
        <translation>Every kind</translation>
    </message>
    <message>
        <source>Tomar alerta</source>
        <translation>Take alert</translation>
    </message>
    <message>
        <source>Turno</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>Un auditor sólo lee</source>
        <translation>An auditor only reads</translation>
    </message>
    <message>
        <source>Un cambio espera la segunda firma</source>
        <translation>A change awaits its second signature</translation>
    </message>
    <message>
        <source>Una clave se cambia sola, sin otros campos</source>
        <translation>A password is changed alone, without other fields</translation>
    </message>
    <message>
        <source>Uso</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>No existe: {value}</source>
        <translation>There is no {value}</translation>
    </message>
    <message>
        <source>Fuera de las redes del sitio</source>
        <translation>Outside the site&apos;s networks</translation>
    </message>
    <message>
        <source>Escríbala como rtsp://EQUIPO/CAMINO</source>
        <translation>Write it as rtsp://HOST/PATH</translation>
    </message>
    <message>
        <source>Quien lo pidió ya no tiene cuenta</source>
        <translation>Who asked for it has no account any more</translation>
    </message>
    <message>
        <source>La verificación no pudo empezar</source>
        <translation>The verification could not start</translation>
    </message>
    <message>
        <source>La verificación se cortó: empiécela de nuevo</source>
        <translation>The verification was cut short: start it again</translation>
    </message>
    <message>
        <source>No se pueden leer las anclas</source>
        <translation>The anchors cannot be read</translation>
    </message>
    <message>
        <source>Canceló la verificación</source>
        <translation>Cancelled the verification</translation>
    </message>
    <message>
        <source>Venció la cuenta</source>
        <translation>The account expired</translation>
    </message>
    <message>
        <source>Usted lo pidió: firma otra persona</source>
        <translation>You asked for it: somebody else signs</translation>
    </message>
    <message>
        <source>Usuario</source>
        <translation>User</translation>
    </message>
    <message>
        <source>Usuario de la cámara</source>
        <translation>Camera user</translation>
    </message>
    <message>
        <source>Usuario y clave van en sus campos</source>
        <translation>User and password go into their own fields</translation>
    </message>
    <message>
        <source>Vale para toda la Ciudad o no vale</source>
        <translation>Holds for the whole city or not at all</translation>
    </message>
    <message>
        <source>Vence</source>
        <translation>Expires</translation>
    </message>
    <message>
        <source>Venció un cambio</source>
        <translation>A change lapsed</translation>
    </message>
    <message>
        <source>Ver alertas</source>
        <translation>See alerts</translation>
    </message>
    <message>
        <source>Ver en auditoría</source>
        <translation>See in the audit</translation>
    </message>
    <message>
        <source>Ver en vivo</source>
        <translation>Watch live</translation>
    </message>
    <message>
        <source>Ver inc.</source>
        <translation>See inc.</translation>
    </message>
    <message>
        <source>Ver llam.</source>
        <translation>See calls</translation>
    </message>
    <message>
        <source>Ver móviles</source>
        <translation>See units</translation>
    </message>
    <message>
        <source>Verificó la cadena</source>
        <translation>Verified the chain</translation>
    </message>
    <message>
        <source>Vio en vivo</source>
        <translation>Watched live</translation>
    </message>
    <message>
        <source>Ya espera la firma de otro cambio</source>
        <translation>Already awaits the signature of another change</translation>
    </message>
    <message>
        <source>Ya espera otro cambio de lo mismo</source>
        <translation>Another change of the same already waits</translation>
    </message>
    <message>
        <source>Ya está entregada</source>
        <translation>It is handed over</translation>
    </message>
    <message>
        <source>Ya hay uno que se llama así</source>
        <translation>One of that name exists</translation>
    </message>
    <message>
        <source>Ya lo resolvió otra persona</source>
        <translation>Somebody else has settled it</translation>
    </message>
    <message>
        <source>Ya verifica {by}</source>
        <translation>{by} is verifying already</translation>
    </message>
    <message>
        <source>Zona</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>abierta ahora</source>
        <translation>open now</translation>
    </message>
    <message>
        <source>activa</source>
        <translation>active</translation>
    </message>
    <message>
        <source>activo</source>
        <translation>active</translation>
    </message>
    <message>
        <source>agencia</source>
        <translation>agency</translation>
    </message>
    <message>
        <source>autoridad</source>
        <translation>authority</translation>
    </message>
    <message>
        <source>ayer {time}</source>
        <translation>yesterday {time}</translation>
    </message>
    <message>
        <source>bloqueada</source>
        <translation>blocked</translation>
    </message>
    <message>
        <source>buscar en la lista</source>
        <translation>search the list</translation>
    </message>
    <message>
        <source>buscar {what}</source>
        <translation>search {what}</translation>
    </message>
    <message>
        <source>cambio espera</source>
        <translation>change waits</translation>
    </message>
    <message>
        <source>cargado; escriba para cambiarlo</source>
        <translation>set; type to change it</translation>
    </message>
    <message>
        <source>clave</source>
        <translation>password</translation>
    </message>
    <message>
        <source>con finalidad</source>
        <translation>with a purpose</translation>
    </message>
    <message>
        <source>con segunda persona</source>
        <translation>with a second person</translation>
    </message>
    <message>
        <source>con su clave</source>
        <translation>with your password</translation>
    </message>
    <message>
        <source>congelada</source>
        <translation>frozen</translation>
    </message>
    <message>
        <source>conservación</source>
        <translation>retention</translation>
    </message>
    <message>
        <source>contenido alterado</source>
        <translation>content altered</translation>
    </message>
    <message>
        <source>contenido borrado sin orden</source>
        <translation>content erased without an order</translation>
    </message>
    <message>
        <source>corrija un campo</source>
        <translation>mend a field</translation>
    </message>
    <message>
        <source>credencial de entrada</source>
        <translation>entry credential</translation>
    </message>
    <message>
        <source>credencial {n}</source>
        <translation>badge {n}</translation>
    </message>
    <message>
        <source>cuenta</source>
        <translation>account</translation>
    </message>
    <message>
        <source>cámara</source>
        <translation>camera</translation>
    </message>
    <message>
        <source>dada de baja</source>
        <translation>disabled</translation>
    </message>
    <message>
        <source>dd/mm/aaaa</source>
        <translation>dd/mm/yyyy</translation>
    </message>
    <message>
        <source>de a dos</source>
        <translation>two people</translation>
    </message>
    <message>
        <source>dispositivo</source>
        <translation>device</translation>
    </message>
    <message>
        <source>editando</source>
        <translation>editing</translation>
    </message>
    <message>
        <source>editar lo elegido</source>
        <translation>edit what is chosen</translation>
    </message>
    <message>
        <source>ejercicio</source>
        <translation>exercise</translation>
    </message>
    <message>
        <source>el registro fue alterado: verifique la cadena</source>
        <translation>the record was altered: verify the chain</translation>
    </message>
    <message>
        <source>en servicio</source>
        <translation>in service</translation>
    </message>
    <message>
        <source>espera firma</source>
        <translation>awaits signature</translation>
    </message>
    <message>
        <source>falta el motivo</source>
        <translation>the reason is missing</translation>
    </message>
    <message>
        <source>falta firma</source>
        <translation>needs signature</translation>
    </message>
    <message>
        <source>falta un registro</source>
        <translation>a record is missing</translation>
    </message>
    <message>
        <source>faltan datos</source>
        <translation>data is missing</translation>
    </message>
    <message>
        <source>faltan la causa y el motivo</source>
        <translation>case and reason are missing</translation>
    </message>
    <message>
        <source>finalidad</source>
        <translation>purpose</translation>
    </message>
    <message>
        <source>firma del ancla no válida</source>
        <translation>anchor signature not valid</translation>
    </message>
    <message>
        <source>firmar</source>
        <translation>sign</translation>
    </message>
    <message>
        <source>firmar lo que espera</source>
        <translation>sign what waits</translation>
    </message>
    <message>
        <source>firmar, o pedir la segunda firma</source>
        <translation>sign, or ask for the second signature</translation>
    </message>
    <message>
        <source>hasta entonces rige lo que se ve aquí</source>
        <translation>until then what is seen here holds</translation>
    </message>
    <message>
        <source>hoy {time}</source>
        <translation>today {time}</translation>
    </message>
    <message>
        <source>ir a {page}</source>
        <translation>go to {page}</translation>
    </message>
    <message>
        <source>ir al panel {n}</source>
        <translation>go to pane {n}</translation>
    </message>
    <message>
        <source>la cola fue cortada</source>
        <translation>the tail was cut off</translation>
    </message>
    <message>
        <source>más de {n}</source>
        <translation>over {n}</translation>
    </message>
    <message>
        <source>nada cambió todavía</source>
        <translation>nothing changed yet</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>no coincide con el ancla</source>
        <translation>not as anchored</translation>
    </message>
    <message>
        <source>no se puede leer</source>
        <translation>cannot be read</translation>
    </message>
    <message>
        <source>no tiene</source>
        <translation>has none</translation>
    </message>
    <message>
        <source>nunca</source>
        <translation>never</translation>
    </message>
    <message>
        <source>opcional</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>otra persona, de otro turno y en otro puesto</source>
        <translation>another person, of another shift, at another desk</translation>
    </message>
    <message>
        <source>permiso</source>
        <translation>permission</translation>
    </message>
    <message>
        <source>puesto</source>
        <translation>desk</translation>
    </message>
    <message>
        <source>quitada</source>
        <translation>removed</translation>
    </message>
    <message>
        <source>real</source>
        <translation>live</translation>
    </message>
    <message>
        <source>rechazo reciente</source>
        <translation>recent refusal</translation>
    </message>
    <message>
        <source>registro alterado</source>
        <translation>record altered</translation>
    </message>
    <message>
        <source>reservado</source>
        <translation>reserved</translation>
    </message>
    <message>
        <source>retirado</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>rige</source>
        <translation>in force</translation>
    </message>
    <message>
        <source>rige cuando el servidor arranque de nuevo</source>
        <translation>in force when the server starts again</translation>
    </message>
    <message>
        <source>rige desde ahora</source>
        <translation>in force from now on</translation>
    </message>
    <message>
        <source>rige desde el próximo ingreso</source>
        <translation>in force from the next login</translation>
    </message>
    <message>
        <source>rige en unos segundos</source>
        <translation>in force in a few seconds</translation>
    </message>
    <message>
        <source>rol elegido: {role}</source>
        <translation>chosen role: {role}</translation>
    </message>
    <message>
        <source>sala</source>
        <translation>room</translation>
    </message>
    <message>
        <source>salir</source>
        <translation>exit</translation>
    </message>
    <message>
        <source>salir del puesto</source>
        <translation>leave the desk</translation>
    </message>
    <message>
        <source>sin datos</source>
        <translation>no data</translation>
    </message>
    <message>
        <source>sin enlace: nada se puede cambiar</source>
        <translation>no line: nothing can be changed</translation>
    </message>
    <message>
        <source>sin entrar</source>
        <translation>idle</translation>
    </message>
    <message>
        <source>sin señal</source>
        <translation>no signal</translation>
    </message>
    <message>
        <source>sus lecturas también quedan anotadas</source>
        <translation>your own reading is recorded too</translation>
    </message>
    <message>
        <source>sí</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>sólo lectura</source>
        <translation>read only</translation>
    </message>
    <message>
        <source>todo</source>
        <translation>all</translation>
    </message>
    <message>
        <source>vale hasta {when}</source>
        <translation>valid until {when}</translation>
    </message>
    <message>
        <source>vence pronto</source>
        <translation>expires soon</translation>
    </message>
    <message>
        <source>vence {day}</source>
        <translation>expires {day}</translation>
    </message>
    <message>
        <source>vencida</source>
        <translation>expired</translation>
    </message>
    <message>
        <source>venció sin firma</source>
        <translation>lapsed unsigned</translation>
    </message>
    <message>
        <source>verificar</source>
        <translation>verify</translation>
    </message>
    <message>
        <source>verificar la cadena de la auditoría</source>
        <translation>verify the chain of the audit</translation>
    </message>
    <message>
        <source>{before} → {after}</source>
        <translation>{before} → {after}</translation>
    </message>
    <message>
        <source>{name} firmó</source>
        <translation>{name} signed</translation>
    </message>
    <message>
        <source>{name} pidió</source>
        <translation>{name} asked</translation>
    </message>
    <message>
        <source>{name} rechazó</source>
        <translation>{name} rejected</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} d</translation>
    </message>
    <message>
        <source>{role} no puede: {act}.</source>
        <translation>{role} may not: {act}.</translation>
    </message>
    <message>
        <source>{role} puede: {act}, {reach}.</source>
        <translation>{role} may: {act}, {reach}.</translation>
    </message>
    <message>
        <source>{when} · rechazado · no se leyó nada</source>
        <translation>{when} · refused · nothing was read</translation>
    </message>
    <message>
        <source>Ángulo</source>
        <translation>Angle</translation>
    </message>
    <message>
        <source>Última entrada</source>
        <translation>Last login</translation>
    </message>
    <message>
        <source>pedir o dar de alta</source>
        <translation>ask for or create anew</translation>
    </message>
    <message>
        <source>elija</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>{field}: de {low} a {high}</source>
        <translation>{field}: {low} to {high}</translation>
    </message>
    <message>
        <source>Ningún cambio anotado</source>
        <translation>No change recorded</translation>
    </message>
    <message>
        <source>activas {n} · bloqueadas {off}</source>
        <translation>active {n} · blocked {off}</translation>
    </message>
    <message>
        <source>n.º {n}</source>
        <translation>no. {n}</translation>
    </message>
    <message>
        <source>Algo falló aquí y quedó anotado: {where}, {kind}</source>
        <translation>Something failed here and was recorded: {where}, {kind}</translation>
    </message>
    <message>
        <source>Dar clave nueva</source>
        <translation>Give new password</translation>
    </message>
    <message>
        <source>Quitar</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Derivar</source>
        <translation>Hand over calls</translation>
    </message>
    <message>
        <source>Idiomas</source>
        <translation>Languages</translation>
    </message>
    <message>
        <source>Especialidades</source>
        <translation>Skills</translation>
    </message>
    <message>
        <source>español</source>
        <translation>Spanish</translation>
    </message>
    <message>
        <source>inglés</source>
        <translation>English</translation>
    </message>
    <message>
        <source>portugués</source>
        <translation>Portuguese</translation>
    </message>
    <message>
        <source>quechua</source>
        <translation>Quechua</translation>
    </message>
    <message>
        <source>guaraní</source>
        <translation>Guarani</translation>
    </message>
    <message>
        <source>aimara</source>
        <translation>Aymara</translation>
    </message>
    <message>
        <source>chino</source>
        <translation>Chinese</translation>
    </message>
    <message>
        <source>francés</source>
        <translation>French</translation>
    </message>
    <message>
        <source>italiano</source>
        <translation>Italian</translation>
    </message>
    <message>
        <source>ruso</source>
        <translation>Russian</translation>
    </message>
    <message>
        <source>lengua de señas</source>
        <translation>sign language</translation>
    </message>
    <message>
        <source>violencia de género</source>
        <translation>gender violence</translation>
    </message>
    <message>
        <source>médicas</source>
        <translation>medical</translation>
    </message>
    <message>
        <source>menores</source>
        <translation>minors</translation>
    </message>
    <message>
        <source>crisis</source>
        <translation>crisis</translation>
    </message>
    <message>
        <source>retransmisión</source>
        <translation>relay</translation>
    </message>
    <message>
        <source>con comas: {known}</source>
        <translation>with commas: {known}</translation>
    </message>
    <message>
        <source>Desborda a</source>
        <translation>Overflows to</translation>
    </message>
</context>
<context>
    <name>agency</name>
    <message>
        <source>Policía</source>
        <translation>Police</translation>
    </message>
    <message>
        <source>SAME</source>
        <translation>SAME</translation>
    </message>
    <message>
        <source>Bomberos</source>
        <translation>Fire</translation>
    </message>
    <message>
        <source>Def. Civil</source>
        <translation>Civil Prot.</translation>
    </message>
    <message>
        <source>Emergencias</source>
        <translation>Emergencies</translation>
    </message>
    <message>
        <source>Policía de la Ciudad</source>
        <translation>City Police</translation>
    </message>
    <message>
        <source>Defensa Civil</source>
        <translation>Civil Protection</translation>
    </message>
</context>
<context>
    <name>alerts</name>
    <message>
        <source>{unit} demora</source>
        <translation>{unit} is overdue</translation>
    </message>
    <message>
        <source>{status} hace {minutes} min · INC {incident}</source>
        <translation>{status} for {minutes} min · INC {incident}</translation>
    </message>
    <message>
        <source>{unit} no responde</source>
        <translation>{unit} does not answer</translation>
    </message>
    <message>
        <source>Control de seguridad sin respuesta · INC {incident}</source>
        <translation>Safety check not answered · INC {incident}</translation>
    </message>
    <message>
        <source>Incidente {incident} sin móvil</source>
        <translation>Incident {incident} has no unit</translation>
    </message>
    <message>
        <source>{unit} pasó a algo más grave · {place}</source>
        <translation>{unit} went to something graver · {place}</translation>
    </message>
    <message>
        <source>{n} en 10 min · avalancha</source>
        <translation>{n} in 10 min · flood</translation>
    </message>
    <message>
        <source>{n} en 10 min · normal</source>
        <translation>{n} in 10 min · normal</translation>
    </message>
    <message>
        <source>Caudal</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Tomar</source>
        <translation>Take</translation>
    </message>
    <message>
        <source>1 pospuesta</source>
        <translation>1 shelved</translation>
    </message>
    <message>
        <source>{n} pospuestas</source>
        <translation>{n} shelved</translation>
    </message>
    <message>
        <source>{n} agrupadas en {rows}</source>
        <translation>{n} grouped into {rows}</translation>
    </message>
    <message>
        <source>{n} agrupadas</source>
        <translation>{n} grouped</translation>
    </message>
    <message>
        <source>{severity}. {title}. {detail}. {state}. {wait}</source>
        <translation>{severity}. {title}. {detail}. {state}. {wait}</translation>
    </message>
    <message>
        <source>PROVISIONAL {number}</source>
        <translation>PROVISIONAL {number}</translation>
    </message>
    <message>
        <source>tomando</source>
        <translation>taking</translation>
    </message>
    <message>
        <source>Alertas</source>
        <translation>Alerts</translation>
    </message>
    <message>
        <source>pueden faltar alertas</source>
        <translation>alerts may be missing</translation>
    </message>
    <message>
        <source>Alertas abiertas</source>
        <translation>Open alerts</translation>
    </message>
    <message>
        <source>Sin alertas</source>
        <translation>No alerts</translation>
    </message>
    <message>
        <source>No se pudieron leer las alertas</source>
        <translation>The alerts could not be read</translation>
    </message>
    <message>
        <source>sin tomar</source>
        <translation>not taken</translation>
    </message>
    <message>
        <source>Botón de pánico</source>
        <translation>Panic button</translation>
    </message>
    <message>
        <source>Botón de pánico sin verificar</source>
        <translation>Panic button, unverified</translation>
    </message>
    <message>
        <source>{place} · la firma no coincide o se repite</source>
        <translation>{place} · signature wrong or repeated</translation>
    </message>
    <message>
        <source>Central no autorizada</source>
        <translation>Exchange not authorised</translation>
    </message>
    <message>
        <source>{door} · se rechazó a {source}</source>
        <translation>{door} · {source} was refused</translation>
    </message>
    <message>
        <source>Orden repetida con otro contenido</source>
        <translation>Command repeated with other content</translation>
    </message>
    <message>
        <source>Puesto {workstation} · no se aplicó</source>
        <translation>Desk {workstation} · not applied</translation>
    </message>
    <message>
        <source>Órdenes sin permiso</source>
        <translation>Commands without permission</translation>
    </message>
    <message>
        <source>{user} en el puesto {workstation}</source>
        <translation>{user} at desk {workstation}</translation>
    </message>
    <message>
        <source>Una orden no se pudo procesar</source>
        <translation>A command could not be processed</translation>
    </message>
    <message>
        <source>Apartada; lo demás sigue · {command}</source>
        <translation>Set aside; the rest goes on · {command}</translation>
    </message>
    <message>
        <source>Cámara {camera} sin señal</source>
        <translation>Camera {camera}: no signal</translation>
    </message>
    <message>
        <source>Móvil {unit} sin posición</source>
        <translation>Unit {unit}: no position</translation>
    </message>
    <message>
        <source>Último dato hace {age} s · {place}</source>
        <translation>Last fix {age} s ago · {place}</translation>
    </message>
    <message>
        <source>Zona protegida · {area}</source>
        <translation>Protected area · {area}</translation>
    </message>
    <message>
        <source>Puerta de llamadas</source>
        <translation>Calls&apos; door</translation>
    </message>
    <message>
        <source>Puerta de teléfonos</source>
        <translation>Phones&apos; door</translation>
    </message>
    <message>
        <source>Puerta de botones</source>
        <translation>Buttons&apos; door</translation>
    </message>
    <message>
        <source>Puerta telefónica</source>
        <translation>Telephone door</translation>
    </message>
    <message>
        <source>Llamadas cerca del límite</source>
        <translation>Calls near the limit</translation>
    </message>
    <message>
        <source>{ringing} sonando · {a_second} por segundo</source>
        <translation>{ringing} ringing · {a_second} a second</translation>
    </message>
    <message>
        <source>Sin ubicación</source>
        <translation>No location</translation>
    </message>
    <message>
        <source>tomada por usted</source>
        <translation>taken by you</translation>
    </message>
    <message>
        <source>tomada por {name}</source>
        <translation>taken by {name}</translation>
    </message>
    <message>
        <source>ya pasó, sin tomar</source>
        <translation>over, not taken</translation>
    </message>
    <message>
        <source>pospuesta por {name}</source>
        <translation>shelved by {name}</translation>
    </message>
    <message>
        <source>fuera de servicio</source>
        <translation>out of service</translation>
    </message>
    <message>
        <source>{state} · agrupada ×{n}</source>
        <translation>{state} · grouped ×{n}</translation>
    </message>
    <message>
        <source>{unit} pedido en dos incidentes</source>
        <translation>{unit} wanted on two incidents</translation>
    </message>
    <message>
        <source>Por radio a {wanted} · está en {incident} · {workstation}, {user}</source>
        <translation>By radio to {wanted} · is on {incident} · {workstation}, {user}</translation>
    </message>
    <message>
        <source>Órdenes sin enlace por resolver: {count}</source>
        <translation>Orders given offline to resolve: {count}</translation>
    </message>
    <message>
        <source>Llamadas pasan a la sala {to}</source>
        <translation>Calls go over to room {to}</translation>
    </message>
    <message>
        <source>Nadie listo en esta sala · esperaban {waiting}</source>
        <translation>Nobody ready in this room · {waiting} waited</translation>
    </message>
    <message>
        <source>Puesto {workstation} no atendió</source>
        <translation>Desk {workstation} did not answer</translation>
    </message>
    <message>
        <source>{user} · queda en pausa hasta que avise</source>
        <translation>{user} · paused until they say ready</translation>
    </message>
</context>
<context>
    <name>appearance</name>
    <message>
        <source>Tema oscuro</source>
        <translation>Dark theme</translation>
    </message>
    <message>
        <source>Tema claro</source>
        <translation>Light theme</translation>
    </message>
    <message>
        <source>Letra al {n} %</source>
        <translation>Text at {n} %</translation>
    </message>
    <message>
        <source>ya está así</source>
        <translation>it is so already</translation>
    </message>
    <message>
        <source>tema</source>
        <translation>theme</translation>
    </message>
    <message>
        <source>oscuro o claro</source>
        <translation>dark or light</translation>
    </message>
    <message>
        <source>idioma</source>
        <translation>language</translation>
    </message>
    <message>
        <source>español o english</source>
        <translation>español or english</translation>
    </message>
    <message>
        <source>tamaño de la letra</source>
        <translation>text size</translation>
    </message>
    <message>
        <source>Menú de la persona</source>
        <translation>Person&apos;s menu</translation>
    </message>
</context>
<context>
    <name>bars</name>
    <message>
        <source>Atención 911</source>
        <translation>911 call-taker</translation>
    </message>
    <message>
        <source>Despacho</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Supervisión</source>
        <translation>Supervision</translation>
    </message>
    <message>
        <source>Análisis</source>
        <translation>Analysis</translation>
    </message>
    <message>
        <source>Administración</source>
        <translation>Administration</translation>
    </message>
    <message>
        <source>Auditoría</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Atender</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Lugar</source>
        <translation>Location</translation>
    </message>
    <message>
        <source>Crear</source>
        <translation>Create</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Tomar alerta</source>
        <translation>Take alert</translation>
    </message>
    <message>
        <source>disco lleno</source>
        <translation>disk full</translation>
    </message>
    <message>
        <source>el disco falla</source>
        <translation>the disk fails</translation>
    </message>
    <message>
        <source>Lo que escribe no queda en este puesto</source>
        <translation>What you type is not kept on this desk</translation>
    </message>
    <message>
        <source>{why} · avise a sistemas y anote en papel</source>
        <translation>{why} · tell Systems and write on paper</translation>
    </message>
    <message>
        <source>1 orden de este puesto no fue aceptada</source>
        <translation>1 command of this desk was not accepted</translation>
    </message>
    <message>
        <source>{n} órdenes de este puesto no fueron aceptadas</source>
        <translation>{n} commands of this desk were not accepted</translation>
    </message>
    <message>
        <source>{n} por enviar</source>
        <translation>{n} to send</translation>
    </message>
    <message>
        <source>reintento {n}</source>
        <translation>retry {n}</translation>
    </message>
    <message>
        <source>Sin servidor hace {span}</source>
        <translation>No server for {span}</translation>
    </message>
    <message>
        <source>MODO PUESTO</source>
        <translation>DESK MODE</translation>
    </message>
    <message>
        <source>{waiting} · {tries}</source>
        <translation>{waiting} · {tries}</translation>
    </message>
    <message>
        <source>Posponer</source>
        <translation>Shelve</translation>
    </message>
    <message>
        <source>se dieron sin enlace; decida qué queda, la lista no se pierde</source>
        <translation>given while offline; decide what stands, the list is kept</translation>
    </message>
    <message>
        <source>Resolver</source>
        <translation>Resolve</translation>
    </message>
    <message>
        <source>Volvió el servidor</source>
        <translation>The server is back</translation>
    </message>
    <message>
        <source>lo hecho en este puesto ya entró; vea los números nuevos</source>
        <translation>what this desk did is in; see the new numbers</translation>
    </message>
    <message>
        <source>Ver</source>
        <translation>See</translation>
    </message>
    <message>
        <source>desde las {time}: siga atendiendo, despache por radio; no ve otros puestos</source>
        <translation>since {time}: go on answering, dispatch by radio; other desks unseen</translation>
    </message>
    <message>
        <source>Ver por enviar</source>
        <translation>See unsent</translation>
    </message>
    <message>
        <source>Teclas</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Asumir</source>
        <translation>Assume</translation>
    </message>
    <message>
        <source>Pedir apoyo</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>Despachar</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>Liberar</source>
        <translation>Free</translation>
    </message>
</context>
<context>
    <name>bolo</name>
    <message>
        <source>vencido</source>
        <translation>expired</translation>
    </message>
    <message>
        <source>vence en {n} min</source>
        <translation>ends in {n} min</translation>
    </message>
    <message>
        <source>vence en {n} h</source>
        <translation>ends in {n} h</translation>
    </message>
    <message>
        <source>pueden faltar BOLO nuevos</source>
        <translation>new BOLOs may be missing</translation>
    </message>
    <message>
        <source>BOLO vigentes</source>
        <translation>BOLOs in force</translation>
    </message>
    <message>
        <source>ver su incidente</source>
        <translation>see its incident</translation>
    </message>
    <message>
        <source>Emitir</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>Levantar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Ningún BOLO vigente</source>
        <translation>No BOLO in force</translation>
    </message>
    <message>
        <source>«bolo 1042 texto» emite uno</source>
        <translation>“bolo 1042 text” issues one</translation>
    </message>
    <message>
        <source>No se pudieron leer los BOLO</source>
        <translation>The BOLOs could not be read</translation>
    </message>
    <message>
        <source>Supr</source>
        <translation>Del</translation>
    </message>
</context>
<context>
    <name>call_form</name>
    <message>
        <source>Formulario de llamada</source>
        <translation>Call form</translation>
    </message>
    <message>
        <source>lo escrito se guarda en este puesto</source>
        <translation>what you type is kept on this desk</translation>
    </message>
    <message>
        <source>No se pudo guardar: {why}</source>
        <translation>Could not be saved: {why}</translation>
    </message>
    <message>
        <source>Guardado en este puesto {time}</source>
        <translation>Saved on this desk {time}</translation>
    </message>
    <message>
        <source>Guardado {time}</source>
        <translation>Saved {time}</translation>
    </message>
    <message>
        <source>Guardar</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Crear y despachar</source>
        <translation>Create and dispatch</translation>
    </message>
    <message>
        <source>Solo guardar</source>
        <translation>Save only</translation>
    </message>
    <message>
        <source>Falta el lugar del hecho</source>
        <translation>The location is missing</translation>
    </message>
    <message>
        <source>Falta el tipo de hecho</source>
        <translation>The type is missing</translation>
    </message>
    <message>
        <source>Con incidente</source>
        <translation>With incident</translation>
    </message>
    <message>
        <source>Repetida: ya hay incidente</source>
        <translation>Duplicate: incident exists</translation>
    </message>
    <message>
        <source>Consulta o información</source>
        <translation>Enquiry or information</translation>
    </message>
    <message>
        <source>Pasada a otro servicio</source>
        <translation>Passed to another service</translation>
    </message>
    <message>
        <source>Llamada por error</source>
        <translation>Called by mistake</translation>
    </message>
    <message>
        <source>Silenciosa</source>
        <translation>Silent</translation>
    </message>
    <message>
        <source>Broma</source>
        <translation>Prank</translation>
    </message>
    <message>
        <source>Devuelta</source>
        <translation>Called back</translation>
    </message>
    <message>
        <source>Retener</source>
        <translation>Hold</translation>
    </message>
    <message>
        <source>Silenciar micrófono</source>
        <translation>Mute microphone</translation>
    </message>
    <message>
        <source>Transferir</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Cerrar la llamada</source>
        <translation>Close the call</translation>
    </message>
    <message>
        <source>Cómo terminó la llamada</source>
        <translation>How the call ended</translation>
    </message>
    <message>
        <source>SIN LLAMADA</source>
        <translation>NO CALL</translation>
    </message>
    <message>
        <source>ATENDIENDO</source>
        <translation>ANSWERING</translation>
    </message>
    <message>
        <source>LÍNEA CORTADA · TERMINE EL FORMULARIO</source>
        <translation>LINE CLOSED · FINISH THE FORM</translation>
    </message>
    <message>
        <source>COLGÓ ANTES DE SER ATENDIDA</source>
        <translation>HUNG UP BEFORE BEING ANSWERED</translation>
    </message>
    <message>
        <source>LLAMADA CERRADA</source>
        <translation>CALL CLOSED</translation>
    </message>
    <message>
        <source>LLAMADA EN CURSO</source>
        <translation>CALL IN PROGRESS</translation>
    </message>
    <message>
        <source>{title} · LÍNEA {line}</source>
        <translation>{title} · LINE {line}</translation>
    </message>
    <message>
        <source>F2 atiende la próxima</source>
        <translation>F2 answers the next</translation>
    </message>
    <message>
        <source>Número oculto</source>
        <translation>Number withheld</translation>
    </message>
    <message>
        <source>{name} · {code}</source>
        <translation>{name} · {code}</translation>
    </message>
    <message>
        <source>Tipo de hecho</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Prioridad</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Llamante</source>
        <translation>Caller</translation>
    </message>
    <message>
        <source>Patente</source>
        <translation>Plate</translation>
    </message>
    <message>
        <source>Relato</source>
        <translation>Narrative</translation>
    </message>
    <message>
        <source>opcional</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>Marcado en el relato</source>
        <translation>Marked in the narrative</translation>
    </message>
    <message>
        <source>Agencias que intervienen</source>
        <translation>Agencies</translation>
    </message>
    <message>
        <source>+{n}</source>
        <translation>+{n}</translation>
    </message>
    <message>
        <source>Vincular</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>otra posible repetida</source>
        <translation>another possible duplicate</translation>
    </message>
    <message>
        <source>antecedentes del número y del lugar</source>
        <translation>history of the number and the place</translation>
    </message>
    <message>
        <source>desvincular la última llamada vinculada</source>
        <translation>unlink the call that was linked last</translation>
    </message>
    <message>
        <source>Tipos que coinciden</source>
        <translation>Matching types</translation>
    </message>
    <message>
        <source>Ningún tipo se le parece</source>
        <translation>No type is like it</translation>
    </message>
    <message>
        <source>Código o palabras</source>
        <translation>Code or words</translation>
    </message>
    <message>
        <source>Desvincular</source>
        <translation>Unlink</translation>
    </message>
    <message>
        <source>Peligros del lugar</source>
        <translation>Dangers of the place</translation>
    </message>
    <message>
        <source>Antecedentes</source>
        <translation>History</translation>
    </message>
    <message>
        <source>{n} de {all} respondidas</source>
        <translation>{n} of {all} answered</translation>
    </message>
    <message>
        <source>ver el código de acceso del lugar</source>
        <translation>show the access code of the place</translation>
    </message>
</context>
<context>
    <name>call_queue</name>
    <message>
        <source>AML ± {m} m</source>
        <translation>AML ± {m} m</translation>
    </message>
    <message>
        <source>Celda</source>
        <translation>Cell</translation>
    </message>
    <message>
        <source>{place}, radio {m} m</source>
        <translation>{place}, radius {m} m</translation>
    </message>
    <message>
        <source>Fija</source>
        <translation>Fixed line</translation>
    </message>
    <message>
        <source>A {m} m de su llamada · posible duplicada</source>
        <translation>Duplicate? · {m} m from yours</translation>
    </message>
    <message>
        <source>Sin ubicación todavía</source>
        <translation>No location yet</translation>
    </message>
    <message>
        <source>Atendiendo</source>
        <translation>Answering</translation>
    </message>
    <message>
        <source>Usted</source>
        <translation>You</translation>
    </message>
    <message>
        <source>Atendida</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>Devolver</source>
        <translation>Call back</translation>
    </message>
    <message>
        <source>Cortada</source>
        <translation>Ended</translation>
    </message>
    <message>
        <source>Línea {line}</source>
        <translation>Line {line}</translation>
    </message>
    <message>
        <source>{severity}. {number}. {place}. {wait}. {state}</source>
        <translation>{severity}. {number}. {place}. {wait}. {state}</translation>
    </message>
    <message>
        <source>Número oculto</source>
        <translation>Number withheld</translation>
    </message>
    <message>
        <source>PROVISIONAL {number}</source>
        <translation>PROVISIONAL {number}</translation>
    </message>
    <message>
        <source>Cola de llamadas</source>
        <translation>Call queue</translation>
    </message>
    <message>
        <source>puede faltar una llamada</source>
        <translation>a call may be missing</translation>
    </message>
    <message>
        <source>Llamadas en cola</source>
        <translation>Calls in the queue</translation>
    </message>
    <message>
        <source>Nadie espera</source>
        <translation>Nobody waits</translation>
    </message>
    <message>
        <source>última atendida {ago}</source>
        <translation>last answered {ago}</translation>
    </message>
    <message>
        <source>No se pudo leer la cola</source>
        <translation>The queue could not be read</translation>
    </message>
    <message>
        <source>{goal} % ≤ {s} s</source>
        <translation>{goal} % ≤ {s} s</translation>
    </message>
    <message>
        <source>Meta {goal} % ≤ {s} s · última hora</source>
        <translation>Target {goal} % ≤ {s} s · last hour</translation>
    </message>
    <message>
        <source>sin llamadas</source>
        <translation>no calls</translation>
    </message>
    <message>
        <source>{share} %</source>
        <translation>{share} %</translation>
    </message>
    <message>
        <source>devolver {n}</source>
        <translation>call back {n}</translation>
    </message>
    <message>
        <source>Llamadas no visibles</source>
        <translation>Calls not shown</translation>
    </message>
    <message>
        <source>su función no las atiende</source>
        <translation>your role does not answer them</translation>
    </message>
    <message>
        <source>atender la primera de la cola</source>
        <translation>answer the first in the queue</translation>
    </message>
    <message>
        <source>atender la de esta fila</source>
        <translation>answer the one in this row</translation>
    </message>
    <message>
        <source>muda</source>
        <translation>silent</translation>
    </message>
    <message>
        <source>¿broma?</source>
        <translation>prank?</translation>
    </message>
    <message>
        <source>prueba</source>
        <translation>test</translation>
    </message>
    <message>
        <source>habla {code}</source>
        <translation>speaks {code}</translation>
    </message>
    <message>
        <source>{n}.ª llamada en 10 minutos</source>
        <translation>call no. {n} in 10 minutes</translation>
    </message>
    <message>
        <source>llamada muda</source>
        <translation>silent call</translation>
    </message>
    <message>
        <source>de este número hubo {n} sin hecho; puede ser real</source>
        <translation>{n} calls of this number were no emergency; this one may be</translation>
    </message>
    <message>
        <source>llamada de prueba</source>
        <translation>test call</translation>
    </message>
    <message>
        <source>viene de la sala {room}</source>
        <translation>comes from room {room}</translation>
    </message>
    <message>
        <source>Para usted</source>
        <translation>For you</translation>
    </message>
    <message>
        <source>Suena en {desk}</source>
        <translation>Rings at {desk}</translation>
    </message>
    <message>
        <source>De {room}</source>
        <translation>From {room}</translation>
    </message>
    <message>
        <source>Devolver · {n} sin respuesta</source>
        <translation>Call back · {n} unanswered</translation>
    </message>
    <message>
        <source>Devolver · ×{n}</source>
        <translation>Call back · ×{n}</translation>
    </message>
    <message>
        <source>devolver la primera llamada sin atender</source>
        <translation>call back the first call that nobody answered</translation>
    </message>
</context>
<context>
    <name>callbacks</name>
    <message>
        <source>{n}.ª vez en {m} min</source>
        <translation>call no. {n} in {m} min</translation>
    </message>
    <message>
        <source>cortó a los {n} s</source>
        <translation>hung up at {n} s</translation>
    </message>
    <message>
        <source>sin número</source>
        <translation>no number</translation>
    </message>
    <message>
        <source>Rellamar</source>
        <translation>Call back</translation>
    </message>
    <message>
        <source>Abandonadas por rellamar</source>
        <translation>Abandoned, to call back</translation>
    </message>
    <message>
        <source>pueden faltar llamadas cortadas</source>
        <translation>hung-up calls may be missing</translation>
    </message>
    <message>
        <source>Llamadas que cortaron</source>
        <translation>Callers who hung up</translation>
    </message>
    <message>
        <source>rellamar</source>
        <translation>call back</translation>
    </message>
    <message>
        <source>rellamar a la elegida, o a la primera</source>
        <translation>call back the chosen one, or the first</translation>
    </message>
    <message>
        <source>Nadie por rellamar</source>
        <translation>Nobody to call back</translation>
    </message>
    <message>
        <source>silencio</source>
        <translation>silent</translation>
    </message>
    <message>
        <source>insiste</source>
        <translation>repeat</translation>
    </message>
    <message>
        <source>broma</source>
        <translation>prank</translation>
    </message>
    <message>
        <source>prueba</source>
        <translation>test</translation>
    </message>
</context>
<context>
    <name>command_line</name>
    <message>
        <source>Línea de órdenes</source>
        <translation>Command line</translation>
    </message>
    <message>
        <source>tab completa · ↵ ejecuta</source>
        <translation>tab completes · ↵ runs</translation>
    </message>
</context>
<context>
    <name>conditions</name>
    <message>
        <source>sin llamadas nuevas</source>
        <translation>no new calls</translation>
    </message>
    <message>
        <source>no entran alertas</source>
        <translation>no alerts come in</translation>
    </message>
    <message>
        <source>todo se guarda en este puesto</source>
        <translation>everything is kept at this desk</translation>
    </message>
    <message>
        <source>no se recomienda con datos viejos; pida la posición por radio</source>
        <translation>nothing recommended on old data; ask positions by radio</translation>
    </message>
    <message>
        <source>no se ve lo que mandan los otros puestos</source>
        <translation>what other desks send is not seen</translation>
    </message>
</context>
<context>
    <name>cover</name>
    <message>
        <source>nadie</source>
        <translation>nobody</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>Comuna {n}</source>
        <translation>Comuna {n}</translation>
    </message>
    <message>
        <source>Cobertura</source>
        <translation>Coverage</translation>
    </message>
    <message>
        <source>las posiciones son de antes del corte</source>
        <translation>positions are from before the outage</translation>
    </message>
    <message>
        <source>{n} sobre 8 min</source>
        <translation>{n} over 8 min</translation>
    </message>
    <message>
        <source>Sin cobertura calculada</source>
        <translation>No coverage computed</translation>
    </message>
    <message>
        <source>hacen falta móviles libres con posición</source>
        <translation>free units with a position are needed</translation>
    </message>
</context>
<context>
    <name>desk</name>
    <message>
        <source>No se hizo</source>
        <translation>Not done</translation>
    </message>
    <message>
        <source>Algo falló en este puesto; siga trabajando</source>
        <translation>Something failed on this desk; go on working</translation>
    </message>
    <message>
        <source>Quedó anotado: {where}, {kind}</source>
        <translation>It was logged: {where}, {kind}</translation>
    </message>
    <message>
        <source>Salir del puesto</source>
        <translation>Leave the desk</translation>
    </message>
    <message>
        <source>Cerrar Atalaya</source>
        <translation>Close Atalaya</translation>
    </message>
    <message>
        <source>Incidente {number} provisional</source>
        <translation>Incident {number} provisional</translation>
    </message>
    <message>
        <source>queda en este puesto y se une al volver el servidor</source>
        <translation>kept on this desk, merged when the server is back</translation>
    </message>
    <message>
        <source>Se usa el otro tema: el elegido está incompleto</source>
        <translation>The other theme is used: the chosen one is incomplete</translation>
    </message>
    <message>
        <source>{incident} creado</source>
        <translation>{incident} created</translation>
    </message>
</context>
<context>
    <name>desk_state</name>
    <message>
        <source>Qué hace este puesto</source>
        <translation>What this desk does</translation>
    </message>
    <message>
        <source>Listo para atender</source>
        <translation>Ready to answer</translation>
    </message>
    <message>
        <source>Cierre: termino de escribir</source>
        <translation>Wrap-up: still writing</translation>
    </message>
    <message>
        <source>Pausa: {reason}</source>
        <translation>Pause: {reason}</translation>
    </message>
    <message>
        <source>este puesto</source>
        <translation>this desk</translation>
    </message>
    <message>
        <source>no recibe llamadas ahora</source>
        <translation>is given no calls now</translation>
    </message>
    <message>
        <source>{state}, al terminar la llamada</source>
        <translation>{state}, after the call</translation>
    </message>
    <message>
        <source>falta el motivo: {known}</source>
        <translation>a reason is missing: {known}</translation>
    </message>
    <message>
        <source>nadie espera que lo llamen</source>
        <translation>nobody waits to be called back</translation>
    </message>
    <message>
        <source>solo después de devolver una llamada</source>
        <translation>only after calling somebody back</translation>
    </message>
    <message>
        <source>no hay llamada en el formulario</source>
        <translation>no call in the form</translation>
    </message>
    <message>
        <source>muda, broma o prueba</source>
        <translation>silent, prank or test</translation>
    </message>
    <message>
        <source>quitar {mark}</source>
        <translation>remove {mark}</translation>
    </message>
    <message>
        <source>no corresponde a su función</source>
        <translation>not part of your role</translation>
    </message>
    <message>
        <source>nadie espera</source>
        <translation>nobody waits</translation>
    </message>
    <message>
        <source>falta la sala</source>
        <translation>the room is missing</translation>
    </message>
    <message>
        <source>{number} a {room}</source>
        <translation>{number} to {room}</translation>
    </message>
    <message>
        <source>muda</source>
        <translation>silent</translation>
    </message>
    <message>
        <source>broma</source>
        <translation>prank</translation>
    </message>
    <message>
        <source>prueba</source>
        <translation>test</translation>
    </message>
    <message>
        <source>repetida</source>
        <translation>repeated</translation>
    </message>
    <message>
        <source>qué hace este puesto: listo, pausa, cierre</source>
        <translation>what this desk does: ready, pause, wrap-up</translation>
    </message>
</context>
<context>
    <name>desk_states</name>
    <message>
        <source>Descanso</source>
        <translation>Break</translation>
    </message>
    <message>
        <source>Comida</source>
        <translation>Meal</translation>
    </message>
    <message>
        <source>Capacitación</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Reunión</source>
        <translation>Briefing</translation>
    </message>
    <message>
        <source>Falla técnica</source>
        <translation>Technical fault</translation>
    </message>
    <message>
        <source>En pausa</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>Supervisa</source>
        <translation>Supervising</translation>
    </message>
    <message>
        <source>No atendió</source>
        <translation>Missed a call</translation>
    </message>
    <message>
        <source>Sin enlace</source>
        <translation>No link</translation>
    </message>
    <message>
        <source>Vacío</source>
        <translation>Empty</translation>
    </message>
    <message>
        <source>Libre</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>Suena</source>
        <translation>Ringing</translation>
    </message>
    <message>
        <source>En llamada</source>
        <translation>On a call</translation>
    </message>
    <message>
        <source>Cierre</source>
        <translation>Wrap-up</translation>
    </message>
</context>
<context>
    <name>desks</name>
    <message>
        <source>Supervisa</source>
        <translation>Supervising</translation>
    </message>
    <message>
        <source>En llamada</source>
        <translation>On call</translation>
    </message>
    <message>
        <source>Suena</source>
        <translation>Ringing</translation>
    </message>
    <message>
        <source>Libre</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>Cierre</source>
        <translation>Wrap-up</translation>
    </message>
    <message>
        <source>Pausa</source>
        <translation>Away</translation>
    </message>
    <message>
        <source>Vacío</source>
        <translation>Empty</translation>
    </message>
    <message>
        <source>Puesto {desk}: vacío</source>
        <translation>Desk {desk}: empty</translation>
    </message>
    <message>
        <source>Puesto {desk}: {state} hace {span}</source>
        <translation>Desk {desk}: {state} for {span}</translation>
    </message>
    <message>
        <source>límite {span}</source>
        <translation>limit {span}</translation>
    </message>
    <message>
        <source>llamada {n}</source>
        <translation>call {n}</translation>
    </message>
    <message>
        <source>Puestos de la sala</source>
        <translation>Desks of the room</translation>
    </message>
    <message>
        <source>{desk} · y {n} más</source>
        <translation>{desk} · and {n} more</translation>
    </message>
    <message>
        <source>{n} vacíos</source>
        <translation>{n} empty</translation>
    </message>
    <message>
        <source>1 vacío</source>
        <translation>1 empty</translation>
    </message>
    <message>
        <source>Pasada</source>
        <translation>Over time</translation>
    </message>
    <message>
        <source>Puestos</source>
        <translation>Desks</translation>
    </message>
    <message>
        <source>no se ve qué hacen los otros puestos</source>
        <translation>what other desks do is not seen</translation>
    </message>
    <message>
        <source>{n} de {all} ocupados</source>
        <translation>{n} of {all} staffed</translation>
    </message>
    <message>
        <source>Ningún puesto en la sala</source>
        <translation>No desk in the room</translation>
    </message>
    <message>
        <source>descanso</source>
        <translation>break</translation>
    </message>
    <message>
        <source>comida</source>
        <translation>meal</translation>
    </message>
    <message>
        <source>capacitación</source>
        <translation>training</translation>
    </message>
    <message>
        <source>reunión</source>
        <translation>briefing</translation>
    </message>
    <message>
        <source>falla técnica</source>
        <translation>technical fault</translation>
    </message>
    <message>
        <source>otro motivo</source>
        <translation>other reason</translation>
    </message>
    <message>
        <source>supervisa</source>
        <translation>supervising</translation>
    </message>
    <message>
        <source>no atendió</source>
        <translation>did not answer</translation>
    </message>
    <message>
        <source>sin enlace</source>
        <translation>no link</translation>
    </message>
</context>
<context>
    <name>diagnostics</name>
    <message>
        <source>Diagnóstico de este puesto</source>
        <translation>Diagnostics of this desk</translation>
    </message>
    <message>
        <source>cada segundo · sin datos de personas</source>
        <translation>every second · no personal data</translation>
    </message>
    <message>
        <source>Copiar como texto</source>
        <translation>Copy as text</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Medidores</source>
        <translation>Meters</translation>
    </message>
    <message>
        <source>diagnóstico del puesto</source>
        <translation>diagnostics of the desk</translation>
    </message>
    <message>
        <source>Diagnóstico del puesto</source>
        <translation>Diagnostics of the desk</translation>
    </message>
    <message>
        <source>Dispositivo</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>Sonido</source>
        <translation>Sound</translation>
    </message>
    <message>
        <source>Pausas, último minuto</source>
        <translation>Pauses, last minute</translation>
    </message>
    <message>
        <source>Pausas, última hora</source>
        <translation>Pauses, last hour</translation>
    </message>
    <message>
        <source>{n} · la peor {ms} ms</source>
        <translation>{n} · worst {ms} ms</translation>
    </message>
    <message>
        <source>Congelada</source>
        <translation>Frozen</translation>
    </message>
    <message>
        <source>La última, en</source>
        <translation>The last, in</translation>
    </message>
    <message>
        <source>Recolector de Python</source>
        <translation>Python&apos;s collector</translation>
    </message>
    <message>
        <source>Fallas inesperadas</source>
        <translation>Unexpected failures</translation>
    </message>
    <message>
        <source>Terminó mal</source>
        <translation>Ended badly</translation>
    </message>
    <message>
        <source>Ventana</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>p50 {p50} · p99 {p99} · máx {worst} ms</source>
        <translation>p50 {p50} · p99 {p99} · max {worst} ms</translation>
    </message>
    <message>
        <source>En uso</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>Máximo</source>
        <translation>Peak</translation>
    </message>
    <message>
        <source>Hilos</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Archivos y conexiones</source>
        <translation>Files and connections</translation>
    </message>
    <message>
        <source>Objetos de Qt</source>
        <translation>Qt objects</translation>
    </message>
    <message>
        <source>Memoria</source>
        <translation>Memory</translation>
    </message>
    <message>
        <source>Estado</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Ida y vuelta</source>
        <translation>Round trip</translation>
    </message>
    <message>
        <source>Conexiones</source>
        <translation>Connections</translation>
    </message>
    <message>
        <source>Mensajes ilegibles</source>
        <translation>Unreadable messages</translation>
    </message>
    <message>
        <source>Mensajes fallidos</source>
        <translation>Failed messages</translation>
    </message>
    <message>
        <source>Secuencia</source>
        <translation>Sequence</translation>
    </message>
    <message>
        <source>Posiciones por segundo</source>
        <translation>Positions a second</translation>
    </message>
    <message>
        <source>Posiciones salteadas</source>
        <translation>Positions skipped</translation>
    </message>
    <message>
        <source>Reloj de este puesto</source>
        <translation>This desk&apos;s clock</translation>
    </message>
    <message>
        <source>Enlace</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>nadie entró</source>
        <translation>nobody is in</translation>
    </message>
    <message>
        <source>conectando</source>
        <translation>connecting</translation>
    </message>
    <message>
        <source>entrando</source>
        <translation>logging in</translation>
    </message>
    <message>
        <source>en vivo</source>
        <translation>live</translation>
    </message>
    <message>
        <source>demorado</source>
        <translation>late</translation>
    </message>
    <message>
        <source>sin servidor</source>
        <translation>no server</translation>
    </message>
    <message>
        <source>sesión vencida</source>
        <translation>session expired</translation>
    </message>
    <message>
        <source>rechazado</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>Tamaño</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Órdenes sin respuesta</source>
        <translation>Orders without an answer</translation>
    </message>
    <message>
        <source>Formularios sin enviar</source>
        <translation>Forms not sent</translation>
    </message>
    <message>
        <source>Disco</source>
        <translation>Disk</translation>
    </message>
    <message>
        <source>escribe bien</source>
        <translation>writes well</translation>
    </message>
    <message>
        <source>Diario local</source>
        <translation>Local journal</translation>
    </message>
    <message>
        <source>En vivo</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Demorados</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Congelados</source>
        <translation>Frozen</translation>
    </message>
    <message>
        <source>Sin imagen</source>
        <translation>No picture</translation>
    </message>
    <message>
        <source>Decodificadores</source>
        <translation>Decoders</translation>
    </message>
    <message>
        <source>Imágenes salteadas</source>
        <translation>Pictures skipped</translation>
    </message>
    <message>
        <source>Imágenes ilegibles</source>
        <translation>Unreadable pictures</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Sistema</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Pantalla</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>Versiones</source>
        <translation>Versions</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Posponer alerta</source>
        <translation>Shelve alert</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>4 h</source>
        <translation>4 h</translation>
    </message>
    <message>
        <source>Por cuánto tiempo</source>
        <translation>For how long</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Posponer</source>
        <translation>Shelve</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Escriba el motivo: queda en el registro</source>
        <translation>Write the reason: it is kept on record</translation>
    </message>
</context>
<context>
    <name>dispatch</name>
    <message>
        <source>sin orden por tiempo de llegada</source>
        <translation>no order by arrival time</translation>
    </message>
    <message>
        <source>calculando</source>
        <translation>calculating</translation>
    </message>
    <message>
        <source>ninguno apto</source>
        <translation>none fit</translation>
    </message>
    <message>
        <source>sin servidor: elija a mano</source>
        <translation>no server: choose by hand</translation>
    </message>
    <message>
        <source>Recomendados</source>
        <translation>Recommended</translation>
    </message>
    <message>
        <source>Ningún incidente elegido</source>
        <translation>No incident chosen</translation>
    </message>
    <message>
        <source>Elija uno en Pendientes, o escriba «incidente» y su número</source>
        <translation>Choose one in Pending, or type “incident” and its number</translation>
    </message>
    <message>
        <source>No se pudo calcular a quién mandar</source>
        <translation>Who should go could not be worked out</translation>
    </message>
    <message>
        <source>Despacho</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>Despacho de INC {n}</source>
        <translation>Dispatch of INC {n}</translation>
    </message>
    <message>
        <source>ALARMA {n}</source>
        <translation>ALARM {n}</translation>
    </message>
    <message>
        <source>plazo {time}</source>
        <translation>due {time}</translation>
    </message>
    <message>
        <source>PROVISIONAL {n}</source>
        <translation>PROVISIONAL {n}</translation>
    </message>
    <message>
        <source>enviando</source>
        <translation>sending</translation>
    </message>
    <message>
        <source>Asignado</source>
        <translation>Assigned</translation>
    </message>
    <message>
        <source>Despachar</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>Móviles recomendados</source>
        <translation>Recommended units</translation>
    </message>
    <message>
        <source>despachar</source>
        <translation>dispatch</translation>
    </message>
    <message>
        <source>despachar ese</source>
        <translation>dispatch that one</translation>
    </message>
    <message>
        <source>Mapa del lugar</source>
        <translation>Map of the place</translation>
    </message>
    <message>
        <source>sin posición en el mapa</source>
        <translation>no position on the map</translation>
    </message>
    <message>
        <source>asumir el incidente</source>
        <translation>assume the incident</translation>
    </message>
    <message>
        <source>pedir apoyo</source>
        <translation>ask for support</translation>
    </message>
    <message>
        <source>el móvil va en camino</source>
        <translation>unit en route</translation>
    </message>
    <message>
        <source>el móvil está en el lugar</source>
        <translation>unit on scene</translation>
    </message>
    <message>
        <source>despachar el elegido</source>
        <translation>dispatch the chosen unit</translation>
    </message>
    <message>
        <source>liberar el móvil</source>
        <translation>free the unit</translation>
    </message>
    <message>
        <source>cerrar el incidente</source>
        <translation>close the incident</translation>
    </message>
    <message>
        <source>pedir {n} </source>
        <translation>request {n} </translation>
    </message>
    <message>
        <source>cerrar {n}</source>
        <translation>close {n}</translation>
    </message>
    <message>
        <source>Elija un móvil.</source>
        <translation>Choose a unit.</translation>
    </message>
    <message>
        <source>{unit} está {state}: no puede pasar a «{next}».</source>
        <translation>{unit} is {state}: it cannot go to “{next}”.</translation>
    </message>
    <message>
        <source>sacar {n} {unit} </source>
        <translation>preempt {n} {unit} </translation>
    </message>
    <message>
        <source>Elija primero un incidente.</source>
        <translation>Choose an incident first.</translation>
    </message>
    <message>
        <source>Elija un móvil libre.</source>
        <translation>Choose a free unit.</translation>
    </message>
    <message>
        <source>a {n} m en línea recta</source>
        <translation>{n} m in a straight line</translation>
    </message>
    <message>
        <source>red vial · posición de hace ≤ {n} s</source>
        <translation>by road · positions ≤ {n} s old</translation>
    </message>
    <message>
        <source>Sin tipo</source>
        <translation>No type</translation>
    </message>
    <message>
        <source>Cerrado</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>lo vio {by}</source>
        <translation>seen by {by}</translation>
    </message>
    <message>
        <source>despachó {by}</source>
        <translation>sent by {by}</translation>
    </message>
    <message>
        <source>{n} de {all}</source>
        <translation>{n} of {all}</translation>
    </message>
    <message>
        <source>hecho {seq}</source>
        <translation>event {seq}</translation>
    </message>
    <message>
        <source>hoy sería la {rank}.ª</source>
        <translation>now no. {rank}</translation>
    </message>
    <message>
        <source>hoy sería la {rank}.ª, a {time}</source>
        <translation>now no. {rank}, in {time}</translation>
    </message>
    <message>
        <source>no figura</source>
        <translation>not listed</translation>
    </message>
    <message>
        <source>hoy: {why}</source>
        <translation>now: {why}</translation>
    </message>
    <message>
        <source>Como se vio</source>
        <translation>As it was seen</translation>
    </message>
    <message>
        <source>Explicación de INC {n}</source>
        <translation>Explanation of INC {n}</translation>
    </message>
</context>
<context>
    <name>exceptions</name>
    <message>
        <source>{n} entradas</source>
        <translation>{n} inputs</translation>
    </message>
    <message>
        <source>1 entrada</source>
        <translation>1 input</translation>
    </message>
    <message>
        <source>la última hace {age}</source>
        <translation>the latest {age} ago</translation>
    </message>
    <message>
        <source>{first} · hace {age}</source>
        <translation>{first} · {age} ago</translation>
    </message>
    <message>
        <source>vista por {name}</source>
        <translation>seen by {name}</translation>
    </message>
    <message>
        <source>Excepciones</source>
        <translation>Exceptions</translation>
    </message>
    <message>
        <source>no se sabe qué llega mal</source>
        <translation>what arrives broken is not known</translation>
    </message>
    <message>
        <source>Entradas que no se entendieron</source>
        <translation>Input that was not understood</translation>
    </message>
    <message>
        <source>marcar como vista</source>
        <translation>mark as seen</translation>
    </message>
    <message>
        <source>Todo lo que llegó se entendió</source>
        <translation>All that came was understood</translation>
    </message>
    <message>
        <source>SIP</source>
        <translation>SIP</translation>
    </message>
    <message>
        <source>SDP</source>
        <translation>SDP</translation>
    </message>
    <message>
        <source>Ubicación (PIDF-LO)</source>
        <translation>Location (PIDF-LO)</translation>
    </message>
    <message>
        <source>Ubicación (AML)</source>
        <translation>Location (AML)</translation>
    </message>
    <message>
        <source>Estado de móvil</source>
        <translation>Unit status</translation>
    </message>
    <message>
        <source>demasiadas conexiones</source>
        <translation>too many connections</translation>
    </message>
    <message>
        <source>Aviso de llamada</source>
        <translation>Call report</translation>
    </message>
    <message>
        <source>Datos adicionales</source>
        <translation>Additional data</translation>
    </message>
    <message>
        <source>mal formado</source>
        <translation>malformed</translation>
    </message>
    <message>
        <source>no se pudo procesar</source>
        <translation>could not be processed</translation>
    </message>
    <message>
        <source>cuerpo mal formado</source>
        <translation>malformed body</translation>
    </message>
    <message>
        <source>SDP mal formado</source>
        <translation>malformed SDP</translation>
    </message>
    <message>
        <source>ubicación que no se lee</source>
        <translation>location that cannot be read</translation>
    </message>
    <message>
        <source>ubicación por referencia que no se obtuvo</source>
        <translation>location by reference that was not got</translation>
    </message>
    <message>
        <source>datos adicionales que no se leen</source>
        <translation>additional data that cannot be read</translation>
    </message>
    <message>
        <source>número que no es de emergencia</source>
        <translation>number that is no emergency service</translation>
    </message>
    <message>
        <source>atendida sin confirmación</source>
        <translation>answered and never acknowledged</translation>
    </message>
    <message>
        <source>llamada que no se pudo guardar</source>
        <translation>call that could not be stored</translation>
    </message>
    <message>
        <source>línea perdida en un reinicio</source>
        <translation>line lost with a restart</translation>
    </message>
    <message>
        <source>no se alcanza</source>
        <translation>cannot be reached</translation>
    </message>
    <message>
        <source>exceso de llamadas</source>
        <translation>too many calls</translation>
    </message>
    <message>
        <source>desconocido</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>{name}: {what}</source>
        <translation>{name}: {what}</translation>
    </message>
</context>
<context>
    <name>factors</name>
    <message>
        <source>Códigos de un dispositivo</source>
        <translation>Codes from a device</translation>
    </message>
    <message>
        <source>Llave de seguridad</source>
        <translation>Security key</translation>
    </message>
    <message>
        <source>en uso</source>
        <translation>in use</translation>
    </message>
    <message>
        <source>Segundo factor</source>
        <translation>Second factor</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Conecte la llave y tóquela cuando parpadee.</source>
        <translation>Plug the key in and touch it when it blinks.</translation>
    </message>
    <message>
        <source>Quitar</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Entra solo con la contraseña.</source>
        <translation>The password alone lets you in.</translation>
    </message>
    <message>
        <source>Códigos de recuperación sin usar: {n}</source>
        <translation>Unused recovery codes: {n}</translation>
    </message>
    <message>
        <source>Su contraseña</source>
        <translation>Your password</translation>
    </message>
    <message>
        <source>Nombre de la llave</source>
        <translation>Name of the key</translation>
    </message>
    <message>
        <source>Agregar dispositivo</source>
        <translation>Add a device</translation>
    </message>
    <message>
        <source>Agregar llave</source>
        <translation>Add a key</translation>
    </message>
    <message>
        <source>Escriba este secreto en su dispositivo. No se vuelve a mostrar.</source>
        <translation>Type this secret into your device. It is not shown again.</translation>
    </message>
    <message>
        <source>Código que muestra</source>
        <translation>Code that it shows</translation>
    </message>
    <message>
        <source>Comprobar</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Guarde estos códigos en papel: cada uno abre una vez, si pierde lo demás.</source>
        <translation>Keep these codes on paper: each opens once, should you lose the rest.</translation>
    </message>
    <message>
        <source>Escriba su contraseña: solo usted puede cambiarlos</source>
        <translation>Type your password: only you can change these</translation>
    </message>
    <message>
        <source>Póngale un nombre, para reconocerla</source>
        <translation>Give it a name, to know it by</translation>
    </message>
</context>
<context>
    <name>form</name>
    <message>
        <source>Crear incidente</source>
        <translation>Create incident</translation>
    </message>
</context>
<context>
    <name>handover</name>
    <message>
        <source>{time} · {by}</source>
        <translation>{time} · {by}</translation>
    </message>
    <message>
        <source>Generado</source>
        <translation>Made</translation>
    </message>
    <message>
        <source>Entrega</source>
        <translation>Gives</translation>
    </message>
    <message>
        <source>Recibe</source>
        <translation>Takes</translation>
    </message>
    <message>
        <source>falta firmar</source>
        <translation>not signed yet</translation>
    </message>
    <message>
        <source>Relevo</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>se generó con lo que había</source>
        <translation>made from what there was</translation>
    </message>
    <message>
        <source>Lo que el otro turno debe saber</source>
        <translation>What the next shift must know</translation>
    </message>
    <message>
        <source>Observaciones</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>Observaciones para el turno que entra…</source>
        <translation>Remarks for the next shift…</translation>
    </message>
    <message>
        <source>Generar</source>
        <translation>Make</translation>
    </message>
    <message>
        <source>Firmar</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>Todavía no hay relevo</source>
        <translation>No handover yet</translation>
    </message>
    <message>
        <source>«Generar» lo arma con lo que está abierto</source>
        <translation>“Make” builds it from what is open</translation>
    </message>
    <message>
        <source>No se pudo leer el relevo</source>
        <translation>The handover could not be read</translation>
    </message>
    <message>
        <source>sin tipo</source>
        <translation>no type</translation>
    </message>
    <message>
        <source>INC {short} · {type}, {place}: {units}, falta {waiting}</source>
        <translation>INC {short} · {type}, {place}: {units}, waits for {waiting}</translation>
    </message>
    <message>
        <source>Alerta crítica sin tomar: {kind}</source>
        <translation>Critical alert, not taken: {kind}</translation>
    </message>
    <message>
        <source>Alerta crítica abierta: {kind}</source>
        <translation>Critical alert, open: {kind}</translation>
    </message>
    <message>
        <source>INC {short} crítico, sin nadie: {type}, {place}</source>
        <translation>INC {short} critical, nobody goes: {type}, {place}</translation>
    </message>
    <message>
        <source>INC {short} · {type}, {place}: {units}</source>
        <translation>INC {short} · {type}, {place}: {units}</translation>
    </message>
    <message>
        <source>{unit} fuera de plazo: {status} hace {minutes} min</source>
        <translation>{unit} overdue: {status} for {minutes} min</translation>
    </message>
    <message>
        <source>{many} llamadas por devolver, la más vieja hace {minutes} min</source>
        <translation>{many} calls to return, the oldest {minutes} min ago</translation>
    </message>
    <message>
        <source>Llamada {short}: hay que devolverla, hace {minutes} min</source>
        <translation>Call {short}: to be called back, {minutes} min ago</translation>
    </message>
    <message>
        <source>BOLO {short} hasta las {until}: {title}</source>
        <translation>BOLO {short} until {until}: {title}</translation>
    </message>
    <message>
        <source>Puesto {desk} en pausa: {who}</source>
        <translation>Desk {desk} away: {who}</translation>
    </message>
    <message>
        <source>{n} cámaras sin imagen</source>
        <translation>{n} cameras without a picture</translation>
    </message>
    <message>
        <source>1 móvil</source>
        <translation>1 unit</translation>
    </message>
    <message>
        <source>{n} móviles</source>
        <translation>{n} units</translation>
    </message>
    <message>
        <source>sin móvil</source>
        <translation>no unit</translation>
    </message>
    <message>
        <source>1 cámara sin imagen</source>
        <translation>1 camera without a picture</translation>
    </message>
</context>
<context>
    <name>health</name>
    <message>
        <source>{time} · 1 llamada · {took}</source>
        <translation>{time} · 1 call · {took}</translation>
    </message>
    <message>
        <source>Entró</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Hecho y lugar</source>
        <translation>Event and place</translation>
    </message>
    <message>
        <source>Atendió</source>
        <translation>Answered by</translation>
    </message>
    <message>
        <source>Tardó</source>
        <translation>Took</translation>
    </message>
    <message>
        <source>Curva</source>
        <translation>Curve</translation>
    </message>
    <message>
        <source>la curva es de antes del corte</source>
        <translation>the curve is from before the outage</translation>
    </message>
    <message>
        <source>Llamadas detrás de la cifra</source>
        <translation>Calls behind the figure</translation>
    </message>
    <message>
        <source>ver el incidente en el mapa</source>
        <translation>see the incident on the map</translation>
    </message>
    <message>
        <source>volver a la curva</source>
        <translation>back to the curve</translation>
    </message>
    <message>
        <source>Esc vuelve</source>
        <translation>Esc goes back</translation>
    </message>
    <message>
        <source>Curva: {measure}</source>
        <translation>Curve: {measure}</translation>
    </message>
    <message>
        <source>{time} · ninguna</source>
        <translation>{time} · none</translation>
    </message>
    <message>
        <source>{time} · {n} llamadas · p50 {a} · p90 {b} · p95 {c}</source>
        <translation>{time} · {n} calls · p50 {a} · p90 {b} · p95 {c}</translation>
    </message>
    <message>
        <source>Normas</source>
        <translation>Standards</translation>
    </message>
    <message>
        <source>sin datos</source>
        <translation>no data</translation>
    </message>
    <message>
        <source>no cumple</source>
        <translation>missed</translation>
    </message>
    <message>
        <source>límite {span}</source>
        <translation>limit {span}</translation>
    </message>
    <message>
        <source>Fuera de plazo</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>no se ven los cambios de estado</source>
        <translation>changes of status are not seen</translation>
    </message>
    <message>
        <source>Móviles fuera de plazo</source>
        <translation>Overdue units</translation>
    </message>
    <message>
        <source>ver el móvil en el mapa</source>
        <translation>see the unit on the map</translation>
    </message>
    <message>
        <source>{n} por vencer</source>
        <translation>{n} soon</translation>
    </message>
    <message>
        <source>Ningún móvil fuera de plazo</source>
        <translation>No overdue unit</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>cumple</source>
        <translation>met</translation>
    </message>
    <message>
        <source>Tramo</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>raya = meta</source>
        <translation>line = target</translation>
    </message>
    <message>
        <source>Meta</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Norma</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Cumple</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>sin meta</source>
        <translation>no target</translation>
    </message>
    <message>
        <source>Percentiles contra las normas</source>
        <translation>Percentiles against standards</translation>
    </message>
    <message>
        <source>no se cuentan sin el servidor</source>
        <translation>not counted without the server</translation>
    </message>
    <message>
        <source>Tramos y sus metas</source>
        <translation>Phases and their targets</translation>
    </message>
    <message>
        <source>ver su curva y sus llamadas</source>
        <translation>see its curve and its calls</translation>
    </message>
    <message>
        <source>Contando</source>
        <translation>Counting</translation>
    </message>
    <message>
        <source>Timbre</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>Atención</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Lugar</source>
        <translation>Locate</translation>
    </message>
    <message>
        <source>Decisión</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>Viaje</source>
        <translation>Travel</translation>
    </message>
    <message>
        <source>suena</source>
        <translation>ringing</translation>
    </message>
    <message>
        <source>cortó</source>
        <translation>hung up</translation>
    </message>
    <message>
        <source>en llamada</source>
        <translation>on call</translation>
    </message>
    <message>
        <source>sin móvil</source>
        <translation>no unit</translation>
    </message>
    <message>
        <source>en camino</source>
        <translation>en route</translation>
    </message>
    <message>
        <source>en el lugar</source>
        <translation>on scene</translation>
    </message>
    <message>
        <source>cerrado</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>Dotación por cuarto de hora</source>
        <translation>Staffing by quarter of an hour</translation>
    </message>
    <message>
        <source>Curva de un tramo</source>
        <translation>Curve of a phase</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Ahora</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>sobre meta</source>
        <translation>over target</translation>
    </message>
    <message>
        <source>{span} despachada</source>
        <translation>{span} dispatched</translation>
    </message>
    <message>
        <source>En qué se fueron los segundos</source>
        <translation>Where the seconds went</translation>
    </message>
    <message>
        <source>los tiempos no se cuentan sin el servidor</source>
        <translation>times are not counted without the server</translation>
    </message>
    <message>
        <source>Llamadas con incidente, las últimas primero</source>
        <translation>Calls with an incident, the latest first</translation>
    </message>
    <message>
        <source>Ninguna llamada con incidente</source>
        <translation>No call with an incident</translation>
    </message>
    <message>
        <source>llamadas con incidente, últimos {n} min</source>
        <translation>calls with an incident, last {n} min</translation>
    </message>
    <message>
        <source>Sin llamadas para pronosticar</source>
        <translation>No calls to forecast from</translation>
    </message>
    <message>
        <source>Hacen falta {n}; no se sabe cuántos hay</source>
        <translation>{n} are needed; how many there are is not known</translation>
    </message>
    <message>
        <source>Alcanza para las próximas 3 h</source>
        <translation>Enough for the next 3 h</translation>
    </message>
    <message>
        <source>Falta 1 a las {time}</source>
        <translation>1 short at {time}</translation>
    </message>
    <message>
        <source>Faltan {n} a las {time}</source>
        <translation>{n} short at {time}</translation>
    </message>
    <message>
        <source>{time} · {n} llamadas/h</source>
        <translation>{time} · {n} calls/h</translation>
    </message>
    <message>
        <source>1 puesto</source>
        <translation>1 desk</translation>
    </message>
    <message>
        <source>{n} puestos</source>
        <translation>{n} desks</translation>
    </message>
    <message>
        <source>Con {n}, atendidas en 15 s</source>
        <translation>With {n}, answered in 15 s</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>Dotación</source>
        <translation>Staffing</translation>
    </message>
    <message>
        <source>el pronóstico es de antes del corte</source>
        <translation>the forecast is from before the outage</translation>
    </message>
    <message>
        <source>Erlang C · {s} s por llamada</source>
        <translation>Erlang C · {s} s a call</translation>
    </message>
    <message>
        <source>Erlang C · {s} s supuestos</source>
        <translation>Erlang C · {s} s assumed</translation>
    </message>
    <message>
        <source>hace falta al menos un cuarto de hora</source>
        <translation>at least a quarter of an hour is needed</translation>
    </message>
    <message>
        <source>informe del turno</source>
        <translation>shift report</translation>
    </message>
    <message>
        <source>{n} % · meta &lt; 3 %</source>
        <translation>{n} % · target &lt; 3 %</translation>
    </message>
    <message>
        <source>El incidente ya está cerrado</source>
        <translation>The incident is closed already</translation>
    </message>
    <message>
        <source>{measure}, {time}: {n} sobre meta</source>
        <translation>{measure}, {time}: {n} over target</translation>
    </message>
    <message>
        <source>INC {n}</source>
        <translation>INC {n}</translation>
    </message>
    <message>
        <source>Ciudad</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Sala</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>Procesar ≤ {limit}</source>
        <translation>Process ≤ {limit}</translation>
    </message>
    <message>
        <source>Atender, mediana</source>
        <translation>Answer, median</translation>
    </message>
    <message>
        <source>Crear a despachar p90</source>
        <translation>Create to dispatch p90</translation>
    </message>
    <message>
        <source>Atender ≤ {limit}</source>
        <translation>Answer ≤ {limit}</translation>
    </message>
    <message>
        <source>Procesar</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Atención y lugar</source>
        <translation>Answer and locate</translation>
    </message>
    <message>
        <source>Crear a despachar</source>
        <translation>Create to dispatch</translation>
    </message>
    <message>
        <source>mediana ≤ {limit}</source>
        <translation>median ≤ {limit}</translation>
    </message>
    <message>
        <source>dice {limit}</source>
        <translation>claims {limit}</translation>
    </message>
    <message>
        <source>meta {n} %</source>
        <translation>target {n} %</translation>
    </message>
    <message>
        <source>contando</source>
        <translation>counting</translation>
    </message>
    <message>
        <source>ninguna en la hora</source>
        <translation>none this hour</translation>
    </message>
    <message>
        <source>última hora</source>
        <translation>last hour</translation>
    </message>
    <message>
        <source>desde {time}</source>
        <translation>since {time}</translation>
    </message>
    <message>
        <source>zona protegida</source>
        <translation>protected zone</translation>
    </message>
    <message>
        <source>Cortó sin ser atendida</source>
        <translation>Hung up unanswered</translation>
    </message>
    <message>
        <source>Llamada {n}</source>
        <translation>Call {n}</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>Aquí: {name}</source>
        <translation>Here: {name}</translation>
    </message>
    <message>
        <source>Aquí</source>
        <translation>Here</translation>
    </message>
    <message>
        <source>En toda la ventana</source>
        <translation>Anywhere in the window</translation>
    </message>
    <message>
        <source>Teclas que valen ahora</source>
        <translation>Keys that work now</translation>
    </message>
    <message>
        <source>cerrar</source>
        <translation>close</translation>
    </message>
    <message>
        <source>↓ hay más</source>
        <translation>↓ more</translation>
    </message>
    <message>
        <source>estas teclas</source>
        <translation>these keys</translation>
    </message>
</context>
<context>
    <name>histories</name>
    <message>
        <source>Antecedentes: no se pudieron leer</source>
        <translation>History: could not be read</translation>
    </message>
    <message>
        <source>{what}: hay código</source>
        <translation>{what}: there is a code</translation>
    </message>
    <message>
        <source>Armas</source>
        <translation>Weapons</translation>
    </message>
    <message>
        <source>Violencia</source>
        <translation>Violence</translation>
    </message>
    <message>
        <source>Explosivos</source>
        <translation>Explosives</translation>
    </message>
    <message>
        <source>Químicos</source>
        <translation>Chemicals</translation>
    </message>
    <message>
        <source>Gas</source>
        <translation>Gas</translation>
    </message>
    <message>
        <source>Perro</source>
        <translation>Dog</translation>
    </message>
    <message>
        <source>Derrumbe</source>
        <translation>Collapse</translation>
    </message>
    <message>
        <source>Electricidad</source>
        <translation>Electricity</translation>
    </message>
    <message>
        <source>Escaleras</source>
        <translation>Stairs</translation>
    </message>
    <message>
        <source>Acceso</source>
        <translation>Access</translation>
    </message>
    <message>
        <source>Persona vulnerable</source>
        <translation>Vulnerable person</translation>
    </message>
    <message>
        <source>hace {n} min</source>
        <translation>{n} min ago</translation>
    </message>
    <message>
        <source>hace {n} h</source>
        <translation>{n} h ago</translation>
    </message>
    <message>
        <source>hace {n} d</source>
        <translation>{n} d ago</translation>
    </message>
    <message>
        <source>1 llamada de este número: {last}</source>
        <translation>1 call from this number: {last}</translation>
    </message>
    <message>
        <source>{n} llamadas de este número, la última: {last}</source>
        <translation>{n} calls from this number, the last: {last}</translation>
    </message>
    <message>
        <source>1 hecho en el lugar</source>
        <translation>1 incident at the place</translation>
    </message>
    <message>
        <source>{n} hechos en el lugar</source>
        <translation>{n} incidents at the place</translation>
    </message>
    <message>
        <source>sin cerrar</source>
        <translation>not closed</translation>
    </message>
    <message>
        <source>abierto</source>
        <translation>open</translation>
    </message>
</context>
<context>
    <name>incident_types</name>
    <message>
        <source>es</source>
        <translation>en</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>otro puesto</source>
        <translation>another desk</translation>
    </message>
    <message>
        <source>otra norma</source>
        <translation>another standard</translation>
    </message>
    <message>
        <source>ver su curva y sus llamadas</source>
        <translation>see its curve and its calls</translation>
    </message>
    <message>
        <source>otro intervalo</source>
        <translation>another interval</translation>
    </message>
    <message>
        <source>ver sus llamadas</source>
        <translation>see its calls</translation>
    </message>
    <message>
        <source>mover el mapa</source>
        <translation>move the map</translation>
    </message>
    <message>
        <source>acercar, alejar</source>
        <translation>zoom in, zoom out</translation>
    </message>
    <message>
        <source>toda la ciudad</source>
        <translation>the whole city</translation>
    </message>
    <message>
        <source>seguir la unidad elegida</source>
        <translation>follow the chosen unit</translation>
    </message>
    <message>
        <source>soltar lo elegido</source>
        <translation>let go of what is chosen</translation>
    </message>
    <message>
        <source>elegir una cámara por su número</source>
        <translation>choose a camera by its number</translation>
    </message>
    <message>
        <source>ir a la cámara de al lado</source>
        <translation>to the camera beside</translation>
    </message>
    <message>
        <source>una sola cámara, y otra vez todas</source>
        <translation>one camera alone, and all again</translation>
    </message>
    <message>
        <source>todas las cámaras</source>
        <translation>all cameras</translation>
    </message>
    <message>
        <source>responder con ese número</source>
        <translation>answer with that number</translation>
    </message>
    <message>
        <source>otra respuesta</source>
        <translation>another answer</translation>
    </message>
    <message>
        <source>sin respuesta</source>
        <translation>no answer</translation>
    </message>
    <message>
        <source>otra página</source>
        <translation>another page</translation>
    </message>
    <message>
        <source>otro filtro</source>
        <translation>another filter</translation>
    </message>
    <message>
        <source>otra fila</source>
        <translation>another row</translation>
    </message>
    <message>
        <source>ejecutar la orden</source>
        <translation>carry the order out</translation>
    </message>
    <message>
        <source>completar</source>
        <translation>complete</translation>
    </message>
    <message>
        <source>órdenes anteriores, o elegir de la lista</source>
        <translation>earlier orders, or choose from the list</translation>
    </message>
    <message>
        <source>buscar en las órdenes anteriores</source>
        <translation>search earlier orders</translation>
    </message>
    <message>
        <source>volver, la orden queda</source>
        <translation>go back, the order stays</translation>
    </message>
    <message>
        <source>elegir un tipo</source>
        <translation>choose a type</translation>
    </message>
    <message>
        <source>tomar el tipo elegido</source>
        <translation>take the chosen type</translation>
    </message>
</context>
<context>
    <name>live_map</name>
    <message>
        <source>sector de {inner} a {outer} m</source>
        <translation>sector from {inner} to {outer} m</translation>
    </message>
    <message>
        <source>zona de la red</source>
        <translation>network&apos;s area</translation>
    </message>
    <message>
        <source>Mapa en vivo</source>
        <translation>Live map</translation>
    </message>
    <message>
        <source>Acercar</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>Alejar</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>Seguir lo elegido</source>
        <translation>Follow the chosen</translation>
    </message>
    <message>
        <source>Toda la ciudad</source>
        <translation>Whole city</translation>
    </message>
    <message>
        <source>Inicio</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Esperando las posiciones</source>
        <translation>Waiting for positions</translation>
    </message>
    <message>
        <source>Sin unidades en vista</source>
        <translation>No units in view</translation>
    </message>
    <message>
        <source>{n} km/h</source>
        <translation>{n} km/h</translation>
    </message>
    <message>
        <source>± {n} m</source>
        <translation>± {n} m</translation>
    </message>
    <message>
        <source>precisión sin medir</source>
        <translation>accuracy not measured</translation>
    </message>
    <message>
        <source>Posición dudosa: salto imposible</source>
        <translation>Doubtful position: impossible jump</translation>
    </message>
    <message>
        <source>Reloj del equipo muy corrido: fuera del historial</source>
        <translation>Device clock far off: not in the history</translation>
    </message>
    <message>
        <source>Reloj del equipo corregido</source>
        <translation>Device clock corrected</translation>
    </message>
    <message>
        <source>BORRADOR · {number}</source>
        <translation>DRAFT · {number}</translation>
    </message>
    <message>
        <source>EN VIVO</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>TARDÍA</source>
        <translation>LATE</translation>
    </message>
    <message>
        <source>SIN SEÑAL</source>
        <translation>NO SIGNAL</translation>
    </message>
    <message>
        <source>sin estado</source>
        <translation>no state</translation>
    </message>
    <message>
        <source>{state} desde {time}</source>
        <translation>{state} since {time}</translation>
    </message>
    <message>
        <source>Alerta protegida · {area}</source>
        <translation>Protected alert · {area}</translation>
    </message>
    <message>
        <source>Flechas mueven, más y menos acercan y alejan, Inicio muestra la ciudad, S sigue lo elegido</source>
        <translation>Arrows move, plus and minus zoom, Home shows the city, S follows the chosen</translation>
    </message>
    <message>
        <source>{alert} · y {n} más</source>
        <translation>{alert} · and {n} more</translation>
    </message>
</context>
<context>
    <name>lock</name>
    <message>
        <source>Bloquear el puesto</source>
        <translation>Lock the desk</translation>
    </message>
    <message>
        <source>Relevo</source>
        <translation>Relief</translation>
    </message>
    <message>
        <source>Relevo…</source>
        <translation>Relief…</translation>
    </message>
    <message>
        <source>Segundo factor…</source>
        <translation>Second factor…</translation>
    </message>
    <message>
        <source>La hora que se ve y se anota es la del servidor. Avise a sistemas.</source>
        <translation>What is shown and recorded is the server&apos;s time. Tell IT.</translation>
    </message>
    <message>
        <source>Con una llamada en curso el puesto no se bloquea.</source>
        <translation>The desk does not lock during a call.</translation>
    </message>
    <message>
        <source>Relevo en el puesto</source>
        <translation>Relief at the desk</translation>
    </message>
    <message>
        <source>{name} sigue en el puesto hasta que entre el relevo.</source>
        <translation>{name} stays at the desk until the relief is in.</translation>
    </message>
    <message>
        <source>Tomar el puesto</source>
        <translation>Take the desk</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Su sesión cambió: entre de nuevo</source>
        <translation>Your session has changed: log in again</translation>
    </message>
    <message>
        <source>La sesión venció: entre de nuevo</source>
        <translation>The session has expired: log in again</translation>
    </message>
    <message>
        <source>{name}: lo escrito sigue aquí y se guarda al entrar.</source>
        <translation>{name}: what you typed is still here and is saved once you are in.</translation>
    </message>
    <message>
        <source>Seguir</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Salir del puesto</source>
        <translation>Leave the desk</translation>
    </message>
    <message>
        <source>Relevó a {name}</source>
        <translation>You relieved {name}</translation>
    </message>
    <message>
        <source>1 llamada abierta pasó a sus manos</source>
        <translation>1 open call is yours now</translation>
    </message>
    <message>
        <source>{n} llamadas abiertas pasaron a sus manos</source>
        <translation>{n} open calls are yours now</translation>
    </message>
    <message>
        <source>1 sigue a nombre de {name}: avise a supervisión</source>
        <translation>1 stays with {name}: tell the supervisor</translation>
    </message>
    <message>
        <source>{n} siguen a nombre de {name}: avise a supervisión</source>
        <translation>{n} stay with {name}: tell the supervisor</translation>
    </message>
    <message>
        <source>no quedaban llamadas abiertas</source>
        <translation>no calls were open</translation>
    </message>
    <message>
        <source>La sesión venció: entre con su contraseña</source>
        <translation>The session has expired: use your password</translation>
    </message>
    <message>
        <source>Sin servidor: modo puesto</source>
        <translation>No server: desk mode</translation>
    </message>
    <message>
        <source>Sin datos nuevos</source>
        <translation>No new data</translation>
    </message>
    <message>
        <source>Toque su llave de seguridad, o escriba un código.</source>
        <translation>Touch your security key, or type a code.</translation>
    </message>
    <message>
        <source>Escriba el código que muestra su dispositivo.</source>
        <translation>Type the code that your device shows.</translation>
    </message>
    <message>
        <source>6 cifras, o uno de recuperación</source>
        <translation>6 digits, or a recovery code</translation>
    </message>
    <message>
        <source>Segundo factor</source>
        <translation>Second factor</translation>
    </message>
    <message>
        <source>Comprobar</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>de recuperación</source>
        <translation>a recovery code</translation>
    </message>
    <message>
        <source>La llave no contestó</source>
        <translation>The key did not answer</translation>
    </message>
    <message>
        <source>Use un código.</source>
        <translation>Use a code.</translation>
    </message>
    <message>
        <source>Puesto bloqueado</source>
        <translation>Desk locked</translation>
    </message>
    <message>
        <source>Desbloquear</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Sesión de {name}, bloqueada a las {time}</source>
        <translation>Session of {name}, locked at {time}</translation>
    </message>
    <message>
        <source>Puesto {desk}</source>
        <translation>Desk {desk}</translation>
    </message>
    <message>
        <source>Ninguna alerta sin tomar</source>
        <translation>No untaken alerts</translation>
    </message>
    <message>
        <source>Alertas sin tomar: {counts}</source>
        <translation>Untaken alerts: {counts}</translation>
    </message>
    <message>
        <source>Alertas sin tomar</source>
        <translation>Untaken alerts</translation>
    </message>
    <message>
        <source>Atender</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Ninguna llamada espera</source>
        <translation>No call is waiting</translation>
    </message>
    <message>
        <source>1 llamada espera hace {span}</source>
        <translation>1 call has waited {span}</translation>
    </message>
    <message>
        <source>{n} llamadas esperan, la primera hace {span}</source>
        <translation>{n} calls wait, the first for {span}</translation>
    </message>
</context>
<context>
    <name>login</name>
    <message>
        <source>Centro de coordinación y control</source>
        <translation>Coordination and control centre</translation>
    </message>
    <message>
        <source>Entrando</source>
        <translation>Entering</translation>
    </message>
    <message>
        <source>Entrar</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Tomar el puesto</source>
        <translation>Take the desk</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Lo que consulte queda registrado con finalidad y a su nombre. Use solo el teléfono provisto.</source>
        <translation>What you look up is recorded with its purpose and under your name. Use only the telephone provided.</translation>
    </message>
    <message>
        <source>Usuario</source>
        <translation>User</translation>
    </message>
    <message>
        <source>Contraseña</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Puesto</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Servidor</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Falta completar este dato</source>
        <translation>Please fill this in</translation>
    </message>
    <message>
        <source>Bloq Mayús activado</source>
        <translation>Caps Lock is on</translation>
    </message>
    <message>
        <source>Sin pendientes</source>
        <translation>Nothing pending</translation>
    </message>
    <message>
        <source>{n} por enviar</source>
        <translation>{n} to send</translation>
    </message>
    <message>
        <source>nada por reenviar</source>
        <translation>nothing to resend</translation>
    </message>
    <message>
        <source>se envían al entrar</source>
        <translation>sent on entering</translation>
    </message>
    <message>
        <source>Mapa</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>En este equipo</source>
        <translation>On this machine</translation>
    </message>
    <message>
        <source>Diario local</source>
        <translation>Local journal</translation>
    </message>
    <message>
        <source>El usuario o la contraseña no son correctos</source>
        <translation>The user or the password is not right</translation>
    </message>
    <message>
        <source>Revise mayúsculas y vuelva a escribir la contraseña.</source>
        <translation>Check capitals and type the password again.</translation>
    </message>
    <message>
        <source>Usuario bloqueado por intentos fallidos</source>
        <translation>User locked after failed attempts</translation>
    </message>
    <message>
        <source>Puede volver a intentar en {seconds} s, o pida a supervisión que lo libere.</source>
        <translation>Try again in {seconds} s, or ask supervision to unlock you.</translation>
    </message>
    <message>
        <source>Este usuario está dado de baja</source>
        <translation>This user is disabled</translation>
    </message>
    <message>
        <source>La sesión venció</source>
        <translation>The session has expired</translation>
    </message>
    <message>
        <source>Lo escrito quedó guardado en este puesto. Vuelva a entrar para seguir.</source>
        <translation>What you typed is kept on this desk. Enter again to go on.</translation>
    </message>
    <message>
        <source>El puesto {workstation} no existe en este centro</source>
        <translation>Desk {workstation} does not exist in this centre</translation>
    </message>
    <message>
        <source>Escriba el número que figura en el escritorio.</source>
        <translation>Type the number shown on the desk.</translation>
    </message>
    <message>
        <source>El puesto {workstation} está ocupado por {user}</source>
        <translation>Desk {workstation} is taken by {user}</translation>
    </message>
    <message>
        <source>Elija otro puesto o pida a esa persona que salga.</source>
        <translation>Choose another desk or ask that person to leave.</translation>
    </message>
    <message>
        <source>Demasiados intentos desde este equipo</source>
        <translation>Too many attempts from this machine</translation>
    </message>
    <message>
        <source>Espere {seconds} s y vuelva a intentar.</source>
        <translation>Wait {seconds} s and try again.</translation>
    </message>
    <message>
        <source>El servidor {server} no responde</source>
        <translation>Server {server} does not answer</translation>
    </message>
    <message>
        <source>Revise la dirección y el cable de red; si otros puestos andan, avise a sistemas.</source>
        <translation>Check the address and the network cable; if other desks work, tell Systems.</translation>
    </message>
    <message>
        <source>El servidor {server} tarda demasiado en responder</source>
        <translation>Server {server} takes too long to answer</translation>
    </message>
    <message>
        <source>Se puede volver a intentar; si sigue así, avise a sistemas.</source>
        <translation>You can try again; if it goes on, tell Systems.</translation>
    </message>
    <message>
        <source>No existe un servidor llamado {server}</source>
        <translation>There is no server called {server}</translation>
    </message>
    <message>
        <source>Revise la dirección: falta o sobra una letra.</source>
        <translation>Check the address: a letter is missing or too many.</translation>
    </message>
    <message>
        <source>La dirección del servidor no está bien escrita</source>
        <translation>The server&apos;s address is not well written</translation>
    </message>
    <message>
        <source>Debe ser como https://atalaya-01:8443.</source>
        <translation>It must be like https://atalaya-01:8443.</translation>
    </message>
    <message>
        <source>En {server} responde otro programa, no Atalaya</source>
        <translation>Another program answers at {server}, not Atalaya</translation>
    </message>
    <message>
        <source>Revise la dirección y el puerto.</source>
        <translation>Check the address and the port.</translation>
    </message>
    <message>
        <source>No se envió la contraseña. Avise a sistemas.</source>
        <translation>The password was not sent. Tell Systems.</translation>
    </message>
    <message>
        <source>El certificado del servidor venció</source>
        <translation>The server&apos;s certificate has expired</translation>
    </message>
    <message>
        <source>El certificado del servidor todavía no vale</source>
        <translation>The server&apos;s certificate is not valid yet</translation>
    </message>
    <message>
        <source>Revise la fecha y la hora de este equipo. No se envió la contraseña.</source>
        <translation>Check this machine&apos;s date and time. The password was not sent.</translation>
    </message>
    <message>
        <source>No se puede comprobar la identidad del servidor</source>
        <translation>The server&apos;s identity cannot be verified</translation>
    </message>
    <message>
        <source>El certificado no lo firmó una autoridad conocida. No se envió la contraseña.</source>
        <translation>No known authority signed its certificate. The password was not sent.</translation>
    </message>
    <message>
        <source>El certificado es de otro servidor</source>
        <translation>The certificate is another server&apos;s</translation>
    </message>
    <message>
        <source>No corresponde a {server}. No se envió la contraseña; avise a sistemas.</source>
        <translation>It is not for {server}. The password was not sent; tell Systems.</translation>
    </message>
    <message>
        <source>El certificado del servidor no es válido</source>
        <translation>The server&apos;s certificate is not valid</translation>
    </message>
    <message>
        <source>Falta el archivo de la autoridad de certificación</source>
        <translation>The certificate authority&apos;s file is missing</translation>
    </message>
    <message>
        <source>No se pudo leer {file}. Avise a sistemas.</source>
        <translation>{file} could not be read. Tell Systems.</translation>
    </message>
    <message>
        <source>Este programa es más viejo que el servidor</source>
        <translation>This program is older than the server</translation>
    </message>
    <message>
        <source>Hay que actualizar Atalaya en este puesto. Avise a sistemas.</source>
        <translation>Atalaya must be updated on this desk. Tell Systems.</translation>
    </message>
    <message>
        <source>El servidor es más viejo que este programa</source>
        <translation>The server is older than this program</translation>
    </message>
    <message>
        <source>Hay que actualizar el servidor. Avise a sistemas.</source>
        <translation>The server must be updated. Tell Systems.</translation>
    </message>
    <message>
        <source>Este servidor es de reserva y no toma decisiones</source>
        <translation>This server is a standby and decides nothing</translation>
    </message>
    <message>
        <source>Entre en el principal: {leader}. Si el principal cayó, vuelva a intentar en 5 s.</source>
        <translation>Enter at the main one: {leader}. If that one is down, try again in 5 s.</translation>
    </message>
    <message>
        <source>El servidor no acepta más puestos</source>
        <translation>The server takes no more desks</translation>
    </message>
    <message>
        <source>Avise a supervisión.</source>
        <translation>Tell supervision.</translation>
    </message>
    <message>
        <source>El servidor no puede leer su base de datos</source>
        <translation>The server cannot read its database</translation>
    </message>
    <message>
        <source>Se recupera solo; vuelva a intentar en unos segundos.</source>
        <translation>It recovers by itself; try again in a few seconds.</translation>
    </message>
    <message>
        <source>No se pudo entrar</source>
        <translation>Could not enter</translation>
    </message>
    <message>
        <source>El servidor contestó «{code}». Avise a sistemas con ese código.</source>
        <translation>The server answered “{code}”. Tell Systems that code.</translation>
    </message>
    <message>
        <source>Código</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Sin base de datos</source>
        <translation>No database</translation>
    </message>
    <message>
        <source>De reserva</source>
        <translation>Standby</translation>
    </message>
    <message>
        <source>En vivo · {ms} ms</source>
        <translation>Live · {ms} ms</translation>
    </message>
    <message>
        <source>{server}, principal</source>
        <translation>{server}, main</translation>
    </message>
    <message>
        <source>Preguntando</source>
        <translation>Asking</translation>
    </message>
    <message>
        <source>Sin abrir</source>
        <translation>Not open</translation>
    </message>
    <message>
        <source>se abre al entrar</source>
        <translation>opened at login</translation>
    </message>
    <message>
        <source>Hora</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>sin comparar</source>
        <translation>not compared</translation>
    </message>
    <message>
        <source>En hora</source>
        <translation>On time</translation>
    </message>
    <message>
        <source>comparada {at}</source>
        <translation>compared {at}</translation>
    </message>
    <message>
        <source>Difiere {span}</source>
        <translation>Off by {span}</translation>
    </message>
    <message>
        <source>este reloj adelanta</source>
        <translation>this clock is ahead</translation>
    </message>
    <message>
        <source>este reloj atrasa</source>
        <translation>this clock is behind</translation>
    </message>
    <message>
        <source>El reloj de este puesto difiere {span}</source>
        <translation>This desk&apos;s clock is off by {span}</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>{n} h {m} min</source>
        <translation>{n} h {m} min</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>La sesión se cerró. Pida a supervisión o a administración que lo habilite.</source>
        <translation>The session was closed. Ask the supervisor or the administrator to enable it.</translation>
    </message>
    <message>
        <source>Ese código no es correcto</source>
        <translation>That code is not right</translation>
    </message>
    <message>
        <source>Quedan {left} intentos. Escriba el que muestra ahora.</source>
        <translation>{left} tries left. Type the one shown now.</translation>
    </message>
    <message>
        <source>Escriba el que muestra ahora; revise que el secreto esté bien copiado.</source>
        <translation>Type the one shown now; check that the secret was copied right.</translation>
    </message>
    <message>
        <source>Ese código ya se usó</source>
        <translation>That code was used already</translation>
    </message>
    <message>
        <source>Espere al siguiente: cambia cada 30 segundos.</source>
        <translation>Wait for the next: it changes every 30 seconds.</translation>
    </message>
    <message>
        <source>No llegó el segundo factor</source>
        <translation>The second factor did not come</translation>
    </message>
    <message>
        <source>Vuelva a escribir la contraseña y téngalo a mano.</source>
        <translation>Type the password again and have it at hand.</translation>
    </message>
    <message>
        <source>La llave de seguridad puede estar copiada</source>
        <translation>The security key may be copied</translation>
    </message>
    <message>
        <source>No se usa más. Avise a administración y entre con un código.</source>
        <translation>It is not used any more. Tell the administrator and log in with a code.</translation>
    </message>
    <message>
        <source>El servidor no puede leer su segundo factor</source>
        <translation>The server cannot read your second factor</translation>
    </message>
    <message>
        <source>Falta el archivo {file} en el servidor. Avise a sistemas.</source>
        <translation>The file {file} is missing on the server. Tell IT.</translation>
    </message>
    <message>
        <source>El alta del segundo factor venció</source>
        <translation>Adding the second factor took too long</translation>
    </message>
    <message>
        <source>Empiece de nuevo.</source>
        <translation>Start again.</translation>
    </message>
    <message>
        <source>Ninguna llave contestó</source>
        <translation>No key answered</translation>
    </message>
    <message>
        <source>Conéctela y vuelva a intentar, o use un dispositivo con códigos.</source>
        <translation>Plug it in and try again, or use a device with codes.</translation>
    </message>
    <message>
        <source>La contraseña no es correcta</source>
        <translation>The password is not right</translation>
    </message>
    <message>
        <source>Quedan {left} intentos. Revise mayúsculas y vuelva a escribirla.</source>
        <translation>{left} tries left. Check capitals and type it again.</translation>
    </message>
    <message>
        <source>No se pueden tener más de {most} segundos factores</source>
        <translation>Nobody can have more than {most} second factors</translation>
    </message>
    <message>
        <source>Quite uno antes de agregar otro.</source>
        <translation>Remove one before adding another.</translation>
    </message>
    <message>
        <source>Este usuario entra con un segundo factor</source>
        <translation>This user logs in with a second factor</translation>
    </message>
    <message>
        <source>El programa de este puesto no lo conoce: hay que actualizarlo.</source>
        <translation>This desk&apos;s program does not know it: it must be updated.</translation>
    </message>
    <message>
        <source>El relevo es de otro puesto</source>
        <translation>The relief is for another desk</translation>
    </message>
    <message>
        <source>Esa sesión está abierta en {workstation}.</source>
        <translation>That session is open at {workstation}.</translation>
    </message>
    <message>
        <source>Su contraseña o su función cambió</source>
        <translation>Your password or role has changed</translation>
    </message>
    <message>
        <source>Entre de nuevo con la contraseña de ahora.</source>
        <translation>Log in again with the current password.</translation>
    </message>
    <message>
        <source>No se terminó de entrar</source>
        <translation>The login was not finished</translation>
    </message>
    <message>
        <source>Puede volver a intentar.</source>
        <translation>You may try again.</translation>
    </message>
</context>
<context>
    <name>mentions</name>
    <message>
        <source>agregar una persona</source>
        <translation>add a person</translation>
    </message>
    <message>
        <source>agregar un vehículo</source>
        <translation>add a vehicle</translation>
    </message>
    <message>
        <source>Víctima</source>
        <translation>Victim</translation>
    </message>
    <message>
        <source>Sospechoso</source>
        <translation>Suspect</translation>
    </message>
    <message>
        <source>Testigo</source>
        <translation>Witness</translation>
    </message>
    <message>
        <source>Llamante</source>
        <translation>Caller</translation>
    </message>
    <message>
        <source>Vehículo</source>
        <translation>Vehicle</translation>
    </message>
    <message>
        <source>Qué es en el hecho</source>
        <translation>Part in the event</translation>
    </message>
    <message>
        <source>Cómo es</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Nombre</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Cómo es: ropa, edad, señas</source>
        <translation>Clothes, age, marks</translation>
    </message>
    <message>
        <source>Patente</source>
        <translation>Plate</translation>
    </message>
    <message>
        <source>Qué vehículo es</source>
        <translation>Which vehicle</translation>
    </message>
    <message>
        <source>Marca, modelo, color</source>
        <translation>Make, model, colour</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Personas y vehículos</source>
        <translation>People and vehicles</translation>
    </message>
    <message>
        <source>otra persona o vehículo</source>
        <translation>another person or vehicle</translation>
    </message>
    <message>
        <source>corregir lo escrito</source>
        <translation>correct what was written</translation>
    </message>
</context>
<context>
    <name>merge</name>
    <message>
        <source>Rechazadas</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>se resuelven una por una; nada de lo despachado por radio se deshace</source>
        <translation>settled one by one; nothing sent by radio is undone</translation>
    </message>
    <message>
        <source>Renumeradas</source>
        <translation>Renumbered</translation>
    </message>
    <message>
        <source>quien llamó conserva el número provisional como referencia</source>
        <translation>callers keep the provisional number as reference</translation>
    </message>
    <message>
        <source>Aceptadas</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>en el orden en que las hizo</source>
        <translation>in the order you did them</translation>
    </message>
    <message>
        <source>Seguir atendiendo</source>
        <translation>Go on answering</translation>
    </message>
    <message>
        <source>Cerrar</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Unión con el servidor</source>
        <translation>Merge with the server</translation>
    </message>
    <message>
        <source>Volvió el servidor: {span} en modo puesto</source>
        <translation>Server is back: {span} in desk mode</translation>
    </message>
    <message>
        <source>Todo lo hecho en este puesto ya fue enviado, en orden.</source>
        <translation>All that was done at this desk has been sent, in order.</translation>
    </message>
    <message>
        <source>órdenes enviadas</source>
        <translation>orders sent</translation>
    </message>
    <message>
        <source>aceptadas</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>tal como las hizo</source>
        <translation>as you did them</translation>
    </message>
    <message>
        <source>renumeradas</source>
        <translation>renumbered</translation>
    </message>
    <message>
        <source>número nuevo, o unida a otra</source>
        <translation>new number, or joined</translation>
    </message>
    <message>
        <source>rechazadas</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>decide una persona</source>
        <translation>a person decides</translation>
    </message>
    <message>
        <source>Falta {n} de {all}. Si sigue atendiendo, la lista queda en la banda y la ve su supervisora.</source>
        <translation>{n} of {all} left. If you go on answering, the list stays in the band and your supervisor sees it.</translation>
    </message>
    <message>
        <source>No falta nada. Al cerrar, la lista se borra de este puesto.</source>
        <translation>Nothing is left. Closing erases the list from this desk.</translation>
    </message>
    <message>
        <source>No queda nada por decidir.</source>
        <translation>Nothing is left to decide.</translation>
    </message>
    <message>
        <source>Una orden necesita que usted decida.</source>
        <translation>One order needs your decision.</translation>
    </message>
    <message>
        <source>{n} órdenes necesitan que usted decida.</source>
        <translation>{n} orders need your decision.</translation>
    </message>
    <message>
        <source>Motivo</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Elija el motivo</source>
        <translation>Choose the reason</translation>
    </message>
    <message>
        <source>Deshacer</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Falta el motivo: queda en el registro</source>
        <translation>A reason is needed: it goes on record</translation>
    </message>
    <message>
        <source>Abrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>aceptada</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>Crear {number}</source>
        <translation>Create {number}</translation>
    </message>
    <message>
        <source>{unit} a {incident}, por radio</source>
        <translation>{unit} to {incident}, by radio</translation>
    </message>
    <message>
        <source>Pasar {unit} a {incident}</source>
        <translation>Move {unit} to {incident}</translation>
    </message>
    <message>
        <source>Cerrar {incident}</source>
        <translation>Close {incident}</translation>
    </message>
    <message>
        <source>Atender {call}</source>
        <translation>Answer {call}</translation>
    </message>
    <message>
        <source>Cerrar llamada {call}</source>
        <translation>Close call {call}</translation>
    </message>
    <message>
        <source>Formulario de {call}</source>
        <translation>Form of {call}</translation>
    </message>
    <message>
        <source>Tomar alerta {alert}</source>
        <translation>Take alert {alert}</translation>
    </message>
    <message>
        <source>Posponer alerta {alert}</source>
        <translation>Shelve alert {alert}</translation>
    </message>
    <message>
        <source>Cerrar alerta {alert}</source>
        <translation>Close alert {alert}</translation>
    </message>
    <message>
        <source>{name} ({desk})</source>
        <translation>{name} ({desk})</translation>
    </message>
    <message>
        <source>La tomó {by} a las {since}.</source>
        <translation>{by} took it at {since}.</translation>
    </message>
    <message>
        <source>La cerró {by} a las {since}.</source>
        <translation>{by} closed it at {since}.</translation>
    </message>
    <message>
        <source>La atiende {by} desde las {since}.</source>
        <translation>{by} has it since {since}.</translation>
    </message>
    <message>
        <source>La llamada la cerró {by} a las {since}.</source>
        <translation>{by} closed the call at {since}.</translation>
    </message>
    <message>
        <source>El incidente {number} lo cerró {by} a las {since}.</source>
        <translation>{by} closed incident {number} at {since}.</translation>
    </message>
    <message>
        <source>{unit} ya estaba «{status}» en el incidente {incident} desde las {since}. No se lo quitó.</source>
        <translation>{unit} was already “{status}” on incident {incident} since {since}. It was not taken off.</translation>
    </message>
    <message>
        <source>{unit} está «{status}» en el incidente {incident} desde las {since}: sigue así.</source>
        <translation>{unit} is “{status}” on incident {incident} since {since}: it stays so.</translation>
    </message>
    <message>
        <source>Dejar como está</source>
        <translation>Leave as it is</translation>
    </message>
    <message>
        <source>Dejar en {incident}</source>
        <translation>Leave on {incident}</translation>
    </message>
    <message>
        <source>Queda con {name}</source>
        <translation>Stays with {name}</translation>
    </message>
    <message>
        <source>Pasar a {incident}</source>
        <translation>Move to {incident}</translation>
    </message>
    <message>
        <source>Cerrar igual</source>
        <translation>Close anyway</translation>
    </message>
    <message>
        <source>Darla de nuevo</source>
        <translation>Give it again</translation>
    </message>
    <message>
        <source>Pasar a supervisión</source>
        <translation>Hand to supervisor</translation>
    </message>
    <message>
        <source>Ya lo atiende otra persona</source>
        <translation>Somebody else has it</translation>
    </message>
    <message>
        <source>Ya se dijo por radio</source>
        <translation>Already said by radio</translation>
    </message>
    <message>
        <source>Está más cerca o es más grave</source>
        <translation>Nearer or graver</translation>
    </message>
    <message>
        <source>Es el mismo hecho</source>
        <translation>It is the same event</translation>
    </message>
    <message>
        <source>Ya no hace falta</source>
        <translation>No longer needed</translation>
    </message>
    <message>
        <source>Se hizo por error</source>
        <translation>Done by mistake</translation>
    </message>
    <message>
        <source>Resuelta por usted {time} · {act}</source>
        <translation>Settled by you {time} · {act}</translation>
    </message>
    <message>
        <source>un móvil</source>
        <translation>a unit</translation>
    </message>
    <message>
        <source>un incidente</source>
        <translation>an incident</translation>
    </message>
    <message>
        <source>una llamada</source>
        <translation>a call</translation>
    </message>
    <message>
        <source>1 orden de este puesto entró tal como la hizo</source>
        <translation>1 order of this desk went in as you did it</translation>
    </message>
    <message>
        <source>{n} órdenes de este puesto entraron tal como las hizo</source>
        <translation>{n} orders of this desk went in as you did them</translation>
    </message>
    <message>
        <source>Volvió el servidor</source>
        <translation>The server is back</translation>
    </message>
    <message>
        <source>por radio</source>
        <translation>by radio</translation>
    </message>
    <message>
        <source>número nuevo, mismos datos</source>
        <translation>new number, same data</translation>
    </message>
    <message>
        <source>ya existía: se unieron los dos</source>
        <translation>it existed already: the two were joined</translation>
    </message>
    <message>
        <source>revisar lo hecho sin servidor</source>
        <translation>review what was done offline</translation>
    </message>
    <message>
        <source>no hay nada por revisar</source>
        <translation>nothing to review</translation>
    </message>
    <message>
        <source>y {n} más: vienen a medida que se resuelven</source>
        <translation>and {n} more: they come as these are settled</translation>
    </message>
</context>
<context>
    <name>orders</name>
    <message>
        <source>atender</source>
        <translation>answer</translation>
    </message>
    <message>
        <source>nadie espera</source>
        <translation>nobody waits</translation>
    </message>
    <message>
        <source>la primera de la cola</source>
        <translation>the first in the queue</translation>
    </message>
    <message>
        <source>cerrar la llamada</source>
        <translation>close the call</translation>
    </message>
    <message>
        <source>no hay llamada en el formulario</source>
        <translation>no call in the form</translation>
    </message>
    <message>
        <source>elegir cómo terminó</source>
        <translation>choose how it ended</translation>
    </message>
    <message>
        <source>tomar alerta</source>
        <translation>take alert</translation>
    </message>
    <message>
        <source>no hay alertas sin tomar</source>
        <translation>no alerts to take</translation>
    </message>
    <message>
        <source>estado</source>
        <translation>status</translation>
    </message>
    <message>
        <source>{unit} está {state}</source>
        <translation>{unit} is {state}</translation>
    </message>
    <message>
        <source>ver en el mapa</source>
        <translation>show on the map</translation>
    </message>
    <message>
        <source>lugar del hecho</source>
        <translation>location</translation>
    </message>
    <message>
        <source>escriba calle y número</source>
        <translation>type street and number</translation>
    </message>
    <message>
        <source>despachar</source>
        <translation>dispatch</translation>
    </message>
    <message>
        <source>{unit} al {incident}</source>
        <translation>{unit} to {incident}</translation>
    </message>
    <message>
        <source>no conozco «{word}»</source>
        <translation>“{word}” is not known</translation>
    </message>
    <message>
        <source>falta el móvil</source>
        <translation>the unit is missing</translation>
    </message>
    <message>
        <source>falta el número</source>
        <translation>the number is missing</translation>
    </message>
    <message>
        <source>«{word}» no es una forma de cerrar</source>
        <translation>“{word}” is no way to close</translation>
    </message>
    <message>
        <source>no hay llamada {n} en la cola</source>
        <translation>no call {n} in the queue</translation>
    </message>
    <message>
        <source>no hay móvil «{sign}»</source>
        <translation>no unit “{sign}”</translation>
    </message>
    <message>
        <source>«{word}» no: {known}</source>
        <translation>not “{word}”: {known}</translation>
    </message>
    <message>
        <source>nada sigue a «{verb}»</source>
        <translation>nothing follows “{verb}”</translation>
    </message>
    <message>
        <source>espacio</source>
        <translation>workspace</translation>
    </message>
    <message>
        <source>ninguno guardado</source>
        <translation>none kept</translation>
    </message>
    <message>
        <source>guardar espacio</source>
        <translation>keep workspace</translation>
    </message>
    <message>
        <source>falta el nombre</source>
        <translation>the name is missing</translation>
    </message>
    <message>
        <source>borrar espacio</source>
        <translation>delete workspace</translation>
    </message>
    <message>
        <source>el de su función</source>
        <translation>the one of your role</translation>
    </message>
    <message>
        <source>no hay «{name}»: {known}</source>
        <translation>there is no “{name}”: {known}</translation>
    </message>
    <message>
        <source>pared</source>
        <translation>wall</translation>
    </message>
    <message>
        <source>es del supervisor</source>
        <translation>it is the supervisor&apos;s</translation>
    </message>
    <message>
        <source>abrir en otra pantalla o traer aquí</source>
        <translation>open on another screen or bring it here</translation>
    </message>
    <message>
        <source>¿quiso decir «{verb}»?</source>
        <translation>did you mean “{verb}”?</translation>
    </message>
    <message>
        <source>no corresponde a su función</source>
        <translation>not for your role</translation>
    </message>
    <message>
        <source>elegir</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>recomendar</source>
        <translation>recommend</translation>
    </message>
    <message>
        <source>cronología</source>
        <translation>time line</translation>
    </message>
    <message>
        <source>{unit} ya está en el {incident}</source>
        <translation>{unit} is on {incident} already</translation>
    </message>
    <message>
        <source>{unit} está {state}: use «sacar», «apilar» o «forzar»</source>
        <translation>{unit} is {state}: use “preempt”, “stack” or “force”</translation>
    </message>
    <message>
        <source>{unit} está {state}: use «apilar» o «canjear»</source>
        <translation>{unit} is {state}: use “stack” or “exchange”</translation>
    </message>
    <message>
        <source>apilar</source>
        <translation>stack</translation>
    </message>
    <message>
        <source>desapilar</source>
        <translation>unstack</translation>
    </message>
    <message>
        <source>{incident} después, para {unit}</source>
        <translation>{incident} next, for {unit}</translation>
    </message>
    <message>
        <source>sacar</source>
        <translation>preempt</translation>
    </message>
    <message>
        <source>forzar</source>
        <translation>force</translation>
    </message>
    <message>
        <source>falta el motivo, después del móvil</source>
        <translation>the reason is missing, after the unit</translation>
    </message>
    <message>
        <source>{unit} al {incident}: {why}</source>
        <translation>{unit} to {incident}: {why}</translation>
    </message>
    <message>
        <source>canjear</source>
        <translation>exchange</translation>
    </message>
    <message>
        <source>hacen falta dos móviles</source>
        <translation>two units are needed</translation>
    </message>
    <message>
        <source>{unit} por {other}</source>
        <translation>{unit} for {other}</translation>
    </message>
    <message>
        <source>dotación bien</source>
        <translation>crew is well</translation>
    </message>
    <message>
        <source>explicar</source>
        <translation>explain</translation>
    </message>
    <message>
        <source>anotar</source>
        <translation>note</translation>
    </message>
    <message>
        <source>falta el texto</source>
        <translation>the text is missing</translation>
    </message>
    <message>
        <source>prioridad</source>
        <translation>priority</translation>
    </message>
    <message>
        <source>alarma</source>
        <translation>alarm</translation>
    </message>
    <message>
        <source>{incident} ya está en alarma {level}</source>
        <translation>{incident} is at alarm {level} already</translation>
    </message>
    <message>
        <source>{incident} a alarma {level}</source>
        <translation>{incident} to alarm {level}</translation>
    </message>
    <message>
        <source>pedir</source>
        <translation>request</translation>
    </message>
    <message>
        <source>{agency} para el {incident}</source>
        <translation>{agency} for {incident}</translation>
    </message>
    <message>
        <source>falta el número del incidente</source>
        <translation>the incident&apos;s number is missing</translation>
    </message>
    <message>
        <source>INC {n} ya está cerrado</source>
        <translation>INC {n} is closed already</translation>
    </message>
    <message>
        <source>no hay incidente {n} abierto</source>
        <translation>no open incident {n}</translation>
    </message>
    <message>
        <source>un móvil a la vez</source>
        <translation>one unit at a time</translation>
    </message>
    <message>
        <source>hacen falta uno o dos números</source>
        <translation>one or two numbers are needed</translation>
    </message>
    <message>
        <source>falta cuál: {known}</source>
        <translation>which one: {known}</translation>
    </message>
    <message>
        <source>BOLO {n}: {title}</source>
        <translation>BOLO {n}: {title}</translation>
    </message>
    <message>
        <source>llega en {time}</source>
        <translation>arrives in {time}</translation>
    </message>
    <message>
        <source>buscar patente</source>
        <translation>look up plate</translation>
    </message>
    <message>
        <source>falta la patente</source>
        <translation>the plate is missing</translation>
    </message>
    <message>
        <source>{plate} no está en ningún BOLO ni incidente de hoy</source>
        <translation>{plate} is in no BOLO and no incident of today</translation>
    </message>
    <message>
        <source> y {n} más</source>
        <translation> and {n} more</translation>
    </message>
    <message>
        <source>emitir BOLO</source>
        <translation>issue BOLO</translation>
    </message>
    <message>
        <source>ver los BOLO</source>
        <translation>see the BOLOs</translation>
    </message>
    <message>
        <source>falta qué se busca</source>
        <translation>what is looked for?</translation>
    </message>
    <message>
        <source>falta el incidente o el expediente: 1042 … o caso:123/26</source>
        <translation>incident or case missing: 1042 … or case:123/26</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>levantar BOLO</source>
        <translation>cancel BOLO</translation>
    </message>
    <message>
        <source>falta el número del BOLO</source>
        <translation>the BOLO&apos;s number is missing</translation>
    </message>
    <message>
        <source>no hay BOLO {n} vigente</source>
        <translation>no BOLO {n} in force</translation>
    </message>
    <message>
        <source>falta el motivo, después del número</source>
        <translation>the reason is missing, after the number</translation>
    </message>
    <message>
        <source>ver la bitácora</source>
        <translation>see the log</translation>
    </message>
    <message>
        <source>escribir en la bitácora</source>
        <translation>write in the log</translation>
    </message>
    <message>
        <source>{n} incidentes abiertos</source>
        <translation>{n} open incidents</translation>
    </message>
    <message>
        <source>generar el relevo</source>
        <translation>make the handover</translation>
    </message>
    <message>
        <source>ver el relevo</source>
        <translation>see the handover</translation>
    </message>
    <message>
        <source>firmar el relevo</source>
        <translation>sign the handover</translation>
    </message>
    <message>
        <source>como quien entrega</source>
        <translation>as the one who gives</translation>
    </message>
    <message>
        <source>como quien recibe</source>
        <translation>as the one who takes</translation>
    </message>
    <message>
        <source>no hay relevo: «relevo generar»</source>
        <translation>no handover: “handover make”</translation>
    </message>
    <message>
        <source>ya lo firmaron los dos: «relevo generar» hace otro</source>
        <translation>both have signed: “handover make” makes another</translation>
    </message>
    <message>
        <source>usted ya firmó: firma quien recibe, con su propio ingreso</source>
        <translation>you have signed: whoever takes it signs under their own login</translation>
    </message>
    <message>
        <source>asumir</source>
        <translation>assume</translation>
    </message>
    <message>
        <source>cerrar incidente</source>
        <translation>close incident</translation>
    </message>
    <message>
        <source>se liberan {n} móviles</source>
        <translation>{n} units are freed</translation>
    </message>
    <message>
        <source>se libera 1 móvil</source>
        <translation>1 unit is freed</translation>
    </message>
    <message>
        <source>cerrar la parte de</source>
        <translation>close the part of</translation>
    </message>
    <message>
        <source>reabrir</source>
        <translation>reopen</translation>
    </message>
    <message>
        <source>no hay incidente {n} cerrado</source>
        <translation>no closed incident {n}</translation>
    </message>
    <message>
        <source>vincular</source>
        <translation>link</translation>
    </message>
    <message>
        <source>llamada {n} al {incident}</source>
        <translation>call {n} to {incident}</translation>
    </message>
    <message>
        <source>no hay llamada ni otro incidente {n}</source>
        <translation>no call and no other incident {n}</translation>
    </message>
    <message>
        <source>{incident} al {into}</source>
        <translation>{incident} into {into}</translation>
    </message>
    <message>
        <source>desvincular</source>
        <translation>unlink</translation>
    </message>
    <message>
        <source>llamada {n}</source>
        <translation>call {n}</translation>
    </message>
    <message>
        <source>{n} no está vinculado a nada</source>
        <translation>{n} is linked to nothing</translation>
    </message>
    <message>
        <source>deshacer</source>
        <translation>undo</translation>
    </message>
    <message>
        <source>no hay nada que deshacer</source>
        <translation>nothing to undo</translation>
    </message>
    <message>
        <source>desvincular la llamada</source>
        <translation>unlink the call</translation>
    </message>
    <message>
        <source>separar los incidentes</source>
        <translation>split the incidents</translation>
    </message>
    <message>
        <source>volver a apilar</source>
        <translation>stack again</translation>
    </message>
    <message>
        <source>volver a canjear</source>
        <translation>exchange back</translation>
    </message>
    <message>
        <source>levantar el BOLO</source>
        <translation>cancel the BOLO</translation>
    </message>
    <message>
        <source>la última orden no se deshace</source>
        <translation>the last order cannot be undone</translation>
    </message>
    <message>
        <source>{unit} queda libre</source>
        <translation>{unit} is free again</translation>
    </message>
    <message>
        <source>{unit} no puede volver a «{state}»</source>
        <translation>{unit} cannot go back to “{state}”</translation>
    </message>
    <message>
        <source>{unit} vuelve a «{state}»</source>
        <translation>{unit} goes back to “{state}”</translation>
    </message>
    <message>
        <source>reabrir {incident}; los móviles siguen donde están</source>
        <translation>reopen {incident}; units stay where they are</translation>
    </message>
    <message>
        <source>la prioridad ya es otra</source>
        <translation>the priority is another by now</translation>
    </message>
    <message>
        <source>ese móvil ya no está</source>
        <translation>that unit is gone</translation>
    </message>
    <message>
        <source>tarde: {unit} está {state}</source>
        <translation>too late: {unit} is {state}</translation>
    </message>
    <message>
        <source>orden deshecha por quien la dio</source>
        <translation>undone by whoever ordered it</translation>
    </message>
    <message>
        <source>1 incidente abierto</source>
        <translation>1 open incident</translation>
    </message>
</context>
<context>
    <name>outbox</name>
    <message>
        <source>PROVISIONAL</source>
        <translation>PROVISIONAL</translation>
    </message>
    <message>
        <source>por enviar</source>
        <translation>unsent</translation>
    </message>
    <message>
        <source>enviando</source>
        <translation>sending</translation>
    </message>
    <message>
        <source>aceptada</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>renumerada</source>
        <translation>renumbered</translation>
    </message>
    <message>
        <source>RECHAZADA</source>
        <translation>REFUSED</translation>
    </message>
    <message>
        <source>Por enviar</source>
        <translation>Unsent</translation>
    </message>
    <message>
        <source>en disco</source>
        <translation>on disk</translation>
    </message>
    <message>
        <source>NO en disco</source>
        <translation>NOT on disk</translation>
    </message>
    <message>
        <source>Nada por enviar</source>
        <translation>Nothing unsent</translation>
    </message>
    <message>
        <source>lo que haga queda en este puesto</source>
        <translation>what you do is kept at this desk</translation>
    </message>
</context>
<context>
    <name>pane</name>
    <message>
        <source>Nada por ahora</source>
        <translation>Nothing for now</translation>
    </message>
    <message>
        <source>No se pudo leer este panel</source>
        <translation>This pane could not be read</translation>
    </message>
    <message>
        <source>error {code} · se avisó a sistemas</source>
        <translation>error {code} · Systems were told</translation>
    </message>
    <message>
        <source>Cargando · {s} s</source>
        <translation>Loading · {s} s</translation>
    </message>
    <message>
        <source>Cargando {done} de {total} · {s} s</source>
        <translation>Loading {done} of {total} · {s} s</translation>
    </message>
    <message>
        <source>EJERCICIO · nada de esto es real</source>
        <translation>EXERCISE · none of this is real</translation>
    </message>
    <message>
        <source>cargando</source>
        <translation>loading</translation>
    </message>
    <message>
        <source>DESACTUALIZADO</source>
        <translation>STALE</translation>
    </message>
    <message>
        <source>SIN ENLACE</source>
        <translation>NO LINK</translation>
    </message>
    <message>
        <source>error</source>
        <translation>error</translation>
    </message>
    <message>
        <source>Dato de {ago}</source>
        <translation>Data from {ago}</translation>
    </message>
    <message>
        <source>Copia de {ago}</source>
        <translation>Copy from {ago}</translation>
    </message>
    <message>
        <source>reconectando</source>
        <translation>reconnecting</translation>
    </message>
    <message>
        <source>reintento {n} en {s} s</source>
        <translation>retry {n} in {s} s</translation>
    </message>
    <message>
        <source>{retry} · {n} por enviar</source>
        <translation>{retry} · {n} to send</translation>
    </message>
    <message>
        <source> · {lacks}</source>
        <translation> · {lacks}</translation>
    </message>
    <message>
        <source>Reintentar</source>
        <translation>Retry</translation>
    </message>
    <message>
        <source>SIN SESIÓN</source>
        <translation>NO SESSION</translation>
    </message>
    <message>
        <source>la sesión terminó: entre para seguir</source>
        <translation>the session is over: log in to go on</translation>
    </message>
</context>
<context>
    <name>papers</name>
    <message>
        <source>bolo </source>
        <translation>bolo </translation>
    </message>
    <message>
        <source>levantar {n} </source>
        <translation>cancel {n} </translation>
    </message>
    <message>
        <source>levantado por {by}</source>
        <translation>cancelled by {by}</translation>
    </message>
    <message>
        <source>vencido</source>
        <translation>expired</translation>
    </message>
    <message>
        <source>sin firmar</source>
        <translation>not signed</translation>
    </message>
    <message>
        <source>firmado por los dos</source>
        <translation>signed by both</translation>
    </message>
    <message>
        <source>falta quien recibe</source>
        <translation>the other one is missing</translation>
    </message>
</context>
<context>
    <name>pending</name>
    <message>
        <source>Sin móvil</source>
        <translation>No unit</translation>
    </message>
    <message>
        <source>1 llamada</source>
        <translation>1 call</translation>
    </message>
    <message>
        <source>{n} llamadas</source>
        <translation>{n} calls</translation>
    </message>
    <message>
        <source>{severity}. {title}. {place}. {who}. {wait}</source>
        <translation>{severity}. {title}. {place}. {who}. {wait}</translation>
    </message>
    <message>
        <source>PROVISIONAL {number}</source>
        <translation>PROVISIONAL {number}</translation>
    </message>
    <message>
        <source>1 vencido</source>
        <translation>1 overdue</translation>
    </message>
    <message>
        <source>{n} vencidos</source>
        <translation>{n} overdue</translation>
    </message>
    <message>
        <source>La barra es el plazo de la prioridad</source>
        <translation>The bar is the priority&apos;s deadline</translation>
    </message>
    <message>
        <source>Pendientes</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>pueden faltar incidentes</source>
        <translation>incidents may be missing</translation>
    </message>
    <message>
        <source>Incidentes abiertos</source>
        <translation>Open incidents</translation>
    </message>
    <message>
        <source>Ningún incidente abierto</source>
        <translation>No open incident</translation>
    </message>
    <message>
        <source>No se pudieron leer los incidentes</source>
        <translation>The incidents could not be read</translation>
    </message>
    <message>
        <source>por prioridad y espera</source>
        <translation>by priority and wait</translation>
    </message>
    <message>
        <source>{unit} y {n} más</source>
        <translation>{unit} and {n} more</translation>
    </message>
    <message>
        <source>ver a quién mandar</source>
        <translation>see who should go</translation>
    </message>
    <message>
        <source>Filtro de incidentes</source>
        <translation>Filter of incidents</translation>
    </message>
    <message>
        <source>Ninguno con este filtro</source>
        <translation>None with this filter</translation>
    </message>
    <message>
        <source>Todos {n}</source>
        <translation>All {n}</translation>
    </message>
    <message>
        <source>Esperan {n}</source>
        <translation>Waiting {n}</translation>
    </message>
    <message>
        <source>En curso {n}</source>
        <translation>Active {n}</translation>
    </message>
    <message>
        <source>Móvil demorado</source>
        <translation>Unit delayed</translation>
    </message>
    <message>
        <source>Pide {n}.º móvil</source>
        <translation>Needs unit no. {n}</translation>
    </message>
    <message>
        <source>Falta {agency}</source>
        <translation>No {agency}</translation>
    </message>
</context>
<context>
    <name>place</name>
    <message>
        <source>{count} con este nombre: confirme una o agregue el barrio</source>
        <translation>{count} with this name: confirm one or add the neighbourhood</translation>
    </message>
    <message>
        <source>Varios lugares se llaman así: elija con las teclas, o Esc si no es ninguno</source>
        <translation>Several places have this name: choose by its key, or Esc for none of them</translation>
    </message>
    <message>
        <source>{street} llega al {last}</source>
        <translation>{street} ends at {last}</translation>
    </message>
    <message>
        <source>no se cruzan</source>
        <translation>they do not cross</translation>
    </message>
    <message>
        <source>falta altura o esquina</source>
        <translation>number or corner missing</translation>
    </message>
    <message>
        <source>sin ubicar</source>
        <translation>not located</translation>
    </message>
    <message>
        <source>fuera</source>
        <translation>outside</translation>
    </message>
    <message>
        <source>fuera de la Ciudad</source>
        <translation>outside the City</translation>
    </message>
    <message>
        <source>Comuna {n}</source>
        <translation>Comuna {n}</translation>
    </message>
    <message>
        <source>a {m} m</source>
        <translation>{m} m away</translation>
    </message>
    <message>
        <source>a {km} km</source>
        <translation>{km} km away</translation>
    </message>
    <message>
        <source>Lugar del hecho</source>
        <translation>Location</translation>
    </message>
    <message>
        <source>Dos</source>
        <translation>Two</translation>
    </message>
    <message>
        <source>Tres</source>
        <translation>Three</translation>
    </message>
    <message>
        <source>Cuatro</source>
        <translation>Four</translation>
    </message>
    <message>
        <source>Cinco</source>
        <translation>Five</translation>
    </message>
    <message>
        <source>{count} con este nombre: confirme una</source>
        <translation>{count} share this name: confirm one</translation>
    </message>
    <message>
        <source>{count} direcciones con este nombre: confirme una</source>
        <translation>{count} addresses share this name: confirm one</translation>
    </message>
    <message>
        <source>AML ± {m} m</source>
        <translation>AML ± {m} m</translation>
    </message>
</context>
<context>
    <name>plates</name>
    <message>
        <source>patente incompleta o desconocida</source>
        <translation>incomplete or unknown plate</translation>
    </message>
    <message>
        <source>patente: {text}</source>
        <translation>plate: {text}</translation>
    </message>
    <message>
        <source>una patente tiene {most} letras y cifras como máximo</source>
        <translation>a plate has at most {most} letters and figures</translation>
    </message>
    <message>
        <source>el carácter {place} es {character} {script}</source>
        <translation>character {place} is {script} {character}</translation>
    </message>
    <message>
        <source>cirílica</source>
        <translation>Cyrillic</translation>
    </message>
    <message>
        <source>griega</source>
        <translation>Greek</translation>
    </message>
    <message>
        <source>con tilde o de otro alfabeto</source>
        <translation>accented or foreign</translation>
    </message>
    <message>
        <source>Brasil</source>
        <translation>Brazil</translation>
    </message>
    <message>
        <source>Uruguay o Brasil</source>
        <translation>Uruguay or Brazil</translation>
    </message>
    <message>
        <source>Paraguay</source>
        <translation>Paraguay</translation>
    </message>
    <message>
        <source>Chile</source>
        <translation>Chile</translation>
    </message>
    <message>
        <source>Bolivia</source>
        <translation>Bolivia</translation>
    </message>
</context>
<context>
    <name>recommendation</name>
    <message>
        <source>Llega antes que todas</source>
        <translation>Arrives before all others</translation>
    </message>
    <message>
        <source>Sale de un incidente de menor prioridad</source>
        <translation>Leaves a less urgent incident</translation>
    </message>
    <message>
        <source>su turno terminó hace {minutes} min</source>
        <translation>its shift ended {minutes} min ago</translation>
    </message>
    <message>
        <source>{distance} por calle</source>
        <translation>{distance} by road</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>car</translation>
    </message>
    <message>
        <source>moto</source>
        <translation>motorcycle</translation>
    </message>
    <message>
        <source>pesado</source>
        <translation>heavy</translation>
    </message>
    <message>
        <source>a pie</source>
        <translation>on foot</translation>
    </message>
    <message>
        <source>persecución</source>
        <translation>pursuit</translation>
    </message>
    <message>
        <source>traslado</source>
        <translation>transport</translation>
    </message>
    <message>
        <source>soporte vital</source>
        <translation>life support</translation>
    </message>
    <message>
        <source>agua</source>
        <translation>water</translation>
    </message>
    <message>
        <source>escalera</source>
        <translation>ladder</translation>
    </message>
    <message>
        <source>rescate</source>
        <translation>rescue</translation>
    </message>
    <message>
        <source>materiales peligrosos</source>
        <translation>hazmat</translation>
    </message>
    <message>
        <source>arma larga</source>
        <translation>long arm</translation>
    </message>
    <message>
        <source>Llega {ahead} antes que la siguiente</source>
        <translation>Arrives {ahead} before the next</translation>
    </message>
    <message>
        <source>Ya está en el lugar</source>
        <translation>Already on scene</translation>
    </message>
    <message>
        <source>Ya en camino</source>
        <translation>Already en route</translation>
    </message>
    <message>
        <source>Ya despachada</source>
        <translation>Already dispatched</translation>
    </message>
    <message>
        <source>apta: {capability}</source>
        <translation>fit: {capability}</translation>
    </message>
    <message>
        <source>sin {capability}</source>
        <translation>no {capability}</translation>
    </message>
    <message>
        <source>Por calle llega antes que {others} más cercanas</source>
        <translation>By road before {others} that are nearer</translation>
    </message>
    <message>
        <source>Por calle llega antes que otra más cercana</source>
        <translation>By road before another that is nearer</translation>
    </message>
    <message>
        <source>La {rank}.ª por calle</source>
        <translation>No. {rank} by road</translation>
    </message>
    <message>
        <source>no descubre ninguna comuna</source>
        <translation>leaves no comuna uncovered</translation>
    </message>
    <message>
        <source>deja la Comuna {comuna} a {after} (hoy {before})</source>
        <translation>leaves Comuna {comuna} at {after} (now {before})</translation>
    </message>
    <message>
        <source>Sale del INC {number}, de menor prioridad</source>
        <translation>Leaves INC {number}, of lesser priority</translation>
    </message>
    <message>
        <source>Pasa cerca, rumbo al INC {number}</source>
        <translation>Passes by, bound for INC {number}</translation>
    </message>
    <message>
        <source>termina turno en {minutes} min</source>
        <translation>shift ends in {minutes} min</translation>
    </message>
    <message>
        <source>su última posición es dudosa</source>
        <translation>its last position is doubtful</translation>
    </message>
    <message>
        <source>contramano evitada</source>
        <translation>one-way streets heeded</translation>
    </message>
    <message>
        <source>libre hace {minutes} min</source>
        <translation>free for {minutes} min</translation>
    </message>
    <message>
        <source>{people} efectivos</source>
        <translation>crew of {people}</translation>
    </message>
    <message>
        <source>{mover}</source>
        <translation>{mover}</translation>
    </message>
    <message>
        <source>cuenta {seconds} más tarde</source>
        <translation>counts as {seconds} later</translation>
    </message>
    <message>
        <source>Excluido: no se calcula con dato viejo, de hace {age}</source>
        <translation>Excluded: old position, {age} ago</translation>
    </message>
    <message>
        <source>Excluido: no se sabe dónde está hace {age}</source>
        <translation>Excluded: not seen for {age}</translation>
    </message>
    <message>
        <source>Excluido: nunca dio posición</source>
        <translation>Excluded: no position ever</translation>
    </message>
    <message>
        <source>Ocupado: {status}, INC {number}</source>
        <translation>Busy: {status}, INC {number}</translation>
    </message>
    <message>
        <source>Fuera de servicio</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>No tiene {capability}</source>
        <translation>Has no {capability}</translation>
    </message>
    <message>
        <source>Está fuera de las calles</source>
        <translation>Off the streets</translation>
    </message>
    <message>
        <source>No hay camino</source>
        <translation>No way there</translation>
    </message>
    <message>
        <source>Más lejos que los de la lista</source>
        <translation>Farther than those listed</translation>
    </message>
    <message>
        <source>sin dato</source>
        <translation>no data</translation>
    </message>
    <message>
        <source>ocupado</source>
        <translation>busy</translation>
    </message>
    <message>
        <source>1 efectivo</source>
        <translation>crew of 1</translation>
    </message>
    <message>
        <source>libre hace {n} h</source>
        <translation>free for {n} h</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>Informe del turno…</source>
        <translation>Shift report…</translation>
    </message>
    <message>
        <source>El informe no se pudo guardar ahí: elija otra carpeta</source>
        <translation>The report could not be saved there: choose another folder</translation>
    </message>
    <message>
        <source>Informe de turno guardado</source>
        <translation>Shift report saved</translation>
    </message>
    <message>
        <source>Informe de turno · {room}</source>
        <translation>Shift report · {room}</translation>
    </message>
    <message>
        <source>EJERCICIO · {title}</source>
        <translation>EXERCISE · {title}</translation>
    </message>
    <message>
        <source>{day}, {begin} a {end}</source>
        <translation>{day}, {begin} to {end}</translation>
    </message>
    <message>
        <source>Hecho el {at} por {by}</source>
        <translation>Made on {at} by {by}</translation>
    </message>
    <message>
        <source>{made} · turno en curso</source>
        <translation>{made} · shift in progress</translation>
    </message>
    <message>
        <source>{made} · hay datos desde las {since}</source>
        <translation>{made} · data since {since}</translation>
    </message>
    <message>
        <source>Llamadas</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>Atendidas</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>Abandonadas</source>
        <translation>Abandoned</translation>
    </message>
    <message>
        <source>Rellamadas</source>
        <translation>Called back</translation>
    </message>
    <message>
        <source>Incidentes</source>
        <translation>Incidents</translation>
    </message>
    <message>
        <source>Por llamada</source>
        <translation>Per call</translation>
    </message>
    <message>
        <source>Tramo</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Meta</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Norma</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Resultado</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Cumple</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>sí</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Hora</source>
        <translation>Hour</translation>
    </message>
    <message>
        <source>Timbre p90</source>
        <translation>Ring p90</translation>
    </message>
    <message>
        <source>Despacho p90</source>
        <translation>Dispatch p90</translation>
    </message>
    <message>
        <source>En cola, máx.</source>
        <translation>Waiting, max.</translation>
    </message>
    <message>
        <source>Puestos</source>
        <translation>Desks</translation>
    </message>
    <message>
        <source>Hacían falta</source>
        <translation>Needed</translation>
    </message>
    <message>
        <source>Llam.</source>
        <translation>Calls</translation>
    </message>
    <message>
        <source>Atend.</source>
        <translation>Answ.</translation>
    </message>
    <message>
        <source>Aband.</source>
        <translation>Aband.</translation>
    </message>
    <message>
        <source>Incid.</source>
        <translation>Incid.</translation>
    </message>
    <message>
        <source>Desp. p90</source>
        <translation>Disp. p90</translation>
    </message>
    <message>
        <source>En cola</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Hacían f.</source>
        <translation>Needed</translation>
    </message>
    <message>
        <source>con incidente</source>
        <translation>with incident</translation>
    </message>
    <message>
        <source>duplicada</source>
        <translation>duplicate</translation>
    </message>
    <message>
        <source>información</source>
        <translation>information</translation>
    </message>
    <message>
        <source>derivada</source>
        <translation>transferred</translation>
    </message>
    <message>
        <source>equivocada</source>
        <translation>wrong number</translation>
    </message>
    <message>
        <source>silenciosa</source>
        <translation>silent</translation>
    </message>
    <message>
        <source>broma</source>
        <translation>prank</translation>
    </message>
    <message>
        <source>rellamada</source>
        <translation>called back</translation>
    </message>
    <message>
        <source>Cómo se cerraron</source>
        <translation>How they were settled</translation>
    </message>
    <message>
        <source>Entró</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Hecho</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>Lugar</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Procesar</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Tramos</source>
        <translation>Phases</translation>
    </message>
    <message>
        <source>Contra las normas</source>
        <translation>Against the standards</translation>
    </message>
    <message>
        <source>Hora por hora</source>
        <translation>Hour by hour</translation>
    </message>
    <message>
        <source>Las que más tardaron, de la atención al primer móvil</source>
        <translation>Those that took longest, from the answer to the first unit</translation>
    </message>
    <message>
        <source>llamadas por hora; en color, las abandonadas</source>
        <translation>calls an hour; in colour, those abandoned</translation>
    </message>
    <message>
        <source>Contado por el servidor desde el registro de hechos · Atalaya</source>
        <translation>Counted by the server from the event log · Atalaya</translation>
    </message>
    <message>
        <source>hoja {n}</source>
        <translation>page {n}</translation>
    </message>
</context>
<context>
    <name>reports</name>
    <message>
        <source>Guardar informe</source>
        <translation>Save report</translation>
    </message>
    <message>
        <source>No volver a ofrecer</source>
        <translation>Do not offer again</translation>
    </message>
    <message>
        <source>Atalaya terminó mal {when}.</source>
        <translation>Atalaya ended badly {when}.</translation>
    </message>
    <message>
        <source>Dónde:</source>
        <translation>Where:</translation>
    </message>
    <message>
        <source>Carpeta:</source>
        <translation>Folder:</translation>
    </message>
    <message>
        <source>Guardar aquí</source>
        <translation>Save here</translation>
    </message>
    <message>
        <source>Cancelar</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Carpeta para el informe</source>
        <translation>Folder for the report</translation>
    </message>
    <message>
        <source>El informe no se pudo guardar ahí: elija otra carpeta.</source>
        <translation>The report could not be saved there: choose another folder.</translation>
    </message>
    <message>
        <source>Informe guardado</source>
        <translation>Report saved</translation>
    </message>
    <message>
        <source>hoy {hour}</source>
        <translation>today {hour}</translation>
    </message>
    <message>
        <source>ayer {hour}</source>
        <translation>yesterday {hour}</translation>
    </message>
    <message>
        <source>el {day} {hour}</source>
        <translation>on {day} {hour}</translation>
    </message>
</context>
<context>
    <name>same_event</name>
    <message>
        <source>mismo lugar</source>
        <translation>same place</translation>
    </message>
    <message>
        <source>hace {n} min</source>
        <translation>{n} min ago</translation>
    </message>
    <message>
        <source>hace {n} s</source>
        <translation>{n} s ago</translation>
    </message>
    <message>
        <source>mismo número</source>
        <translation>same number</translation>
    </message>
    <message>
        <source>mismo tipo</source>
        <translation>same type</translation>
    </message>
    <message>
        <source>tipo parecido</source>
        <translation>similar type</translation>
    </message>
    <message>
        <source>Vinculada a {incident}</source>
        <translation>Linked to {incident}</translation>
    </message>
    <message>
        <source>Otra llamada (línea {line})</source>
        <translation>Another call (line {line})</translation>
    </message>
    <message>
        <source>Incidente {number}</source>
        <translation>Incident {number}</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>El incidente no tiene un lugar en el mapa: ubíquelo y se verá quién puede ir.</source>
        <translation>The incident has no place on the map: locate it to see who can go.</translation>
    </message>
    <message>
        <source>Cerca de ese lugar no hay calles: elija el móvil a mano.</source>
        <translation>There are no streets near that place: choose the unit by hand.</translation>
    </message>
    <message>
        <source>El servidor todavía lee las calles: en unos segundos se verá quién puede ir.</source>
        <translation>The server is still reading the streets: who can go is shown in a few seconds.</translation>
    </message>
    <message>
        <source>El servidor no tiene las calles de la ciudad: elija el móvil a mano.</source>
        <translation>The server does not have the city&apos;s streets: choose the unit by hand.</translation>
    </message>
    <message>
        <source>De ese incidente no se guardó ningún orden de móviles.</source>
        <translation>No ranking of that incident was kept.</translation>
    </message>
    <message>
        <source>Para verlo hacen falta una causa y un motivo.</source>
        <translation>A case and a reason are needed to see it.</translation>
    </message>
    <message>
        <source>{unit} está con gente: no se lo manda a otro incidente.</source>
        <translation>{unit} is with people: it is not sent to another incident.</translation>
    </message>
    <message>
        <source>{unit} está libre: despáchelo.</source>
        <translation>{unit} is free: dispatch it.</translation>
    </message>
    <message>
        <source>{unit} va a un incidente de igual o mayor prioridad: no se le quita.</source>
        <translation>{unit} is going to an incident of the same or higher priority: it is not taken away.</translation>
    </message>
    <message>
        <source>{unit} ya tiene {most} incidentes en espera.</source>
        <translation>{unit} already has {most} incidents waiting.</translation>
    </message>
    <message>
        <source>{agency} no interviene en el incidente {number}.</source>
        <translation>{agency} has no part in incident {number}.</translation>
    </message>
    <message>
        <source>Ya lo tomó {by}.</source>
        <translation>{by} has it already.</translation>
    </message>
    <message>
        <source>El incidente {number} ya está en nivel {level}: el nivel no baja.</source>
        <translation>Incident {number} is at level {level} already: the level does not go down.</translation>
    </message>
    <message>
        <source>El incidente {number} está unido al {into}: sepárelo para reabrirlo.</source>
        <translation>Incident {number} is joined to {into}: split it to open it again.</translation>
    </message>
    <message>
        <source>En el incidente {number} trabaja {agencies}: cierre solo la parte de su agencia.</source>
        <translation>{agencies} is working at incident {number}: close only your agency&apos;s part.</translation>
    </message>
    <message>
        <source>Ese pedido ya no está.</source>
        <translation>That BOLO is not there any more.</translation>
    </message>
    <message>
        <source>Ese pedido ya existe.</source>
        <translation>That BOLO exists already.</translation>
    </message>
    <message>
        <source>Un pedido lleva un incidente o una causa.</source>
        <translation>A BOLO needs an incident or a case.</translation>
    </message>
    <message>
        <source>Un pedido vence: dentro de {days} días como máximo.</source>
        <translation>A BOLO expires: within {days} days at most.</translation>
    </message>
    <message>
        <source>Esa novedad ya está escrita.</source>
        <translation>That log entry is written already.</translation>
    </message>
    <message>
        <source>Ese relevo ya no está.</source>
        <translation>That handover is not there any more.</translation>
    </message>
    <message>
        <source>Ese relevo ya existe.</source>
        <translation>That handover exists already.</translation>
    </message>
    <message>
        <source>El relevo ya lo firmó {by}: no se cambia.</source>
        <translation>{by} has signed the handover: it cannot be changed.</translation>
    </message>
    <message>
        <source>Usted ya firmó como quien entrega: lo recibe otra persona.</source>
        <translation>You have signed as the one who hands over: somebody else takes over.</translation>
    </message>
    <message>
        <source>Sin servidor no se puede: hace falta que lo vea toda la sala.</source>
        <translation>Not without the server: the whole room has to see it.</translation>
    </message>
    <message>
        <source>Anotar en un incidente</source>
        <translation>Write a note on an incident</translation>
    </message>
    <message>
        <source>Corregir un incidente</source>
        <translation>Correct an incident</translation>
    </message>
    <message>
        <source>Subir el nivel de alarma</source>
        <translation>Raise the alarm level</translation>
    </message>
    <message>
        <source>Pedir otra agencia</source>
        <translation>Request another agency</translation>
    </message>
    <message>
        <source>Tomar la parte de una agencia</source>
        <translation>Take an agency&apos;s part</translation>
    </message>
    <message>
        <source>Cerrar la parte de una agencia</source>
        <translation>Close an agency&apos;s part</translation>
    </message>
    <message>
        <source>Reabrir un incidente</source>
        <translation>Reopen an incident</translation>
    </message>
    <message>
        <source>Despachar un móvil con motivo</source>
        <translation>Dispatch a unit with a reason</translation>
    </message>
    <message>
        <source>Pasar un móvil a algo más grave</source>
        <translation>Move a unit to something graver</translation>
    </message>
    <message>
        <source>Poner un incidente en espera de un móvil</source>
        <translation>Stack an incident on a unit</translation>
    </message>
    <message>
        <source>Sacar un incidente de la espera de un móvil</source>
        <translation>Take an incident off a unit&apos;s stack</translation>
    </message>
    <message>
        <source>Cambiar un móvil por otro</source>
        <translation>Exchange one unit for another</translation>
    </message>
    <message>
        <source>Confirmar que la dotación está bien</source>
        <translation>Confirm that the crew is well</translation>
    </message>
    <message>
        <source>Emitir un pedido</source>
        <translation>Issue a BOLO</translation>
    </message>
    <message>
        <source>Dejar sin efecto un pedido</source>
        <translation>Cancel a BOLO</translation>
    </message>
    <message>
        <source>Escribir una novedad</source>
        <translation>Write in the log</translation>
    </message>
    <message>
        <source>Preparar el relevo</source>
        <translation>Prepare the handover</translation>
    </message>
    <message>
        <source>Firmar el relevo</source>
        <translation>Sign the handover</translation>
    </message>
    <message>
        <source>El texto de la llamada {short} no llegó al servidor. Avise a sistemas.</source>
        <translation>The text of call {short} did not reach the server. Tell Systems.</translation>
    </message>
    <message>
        <source>Ese incidente ya existe.</source>
        <translation>That incident already exists.</translation>
    </message>
    <message>
        <source>Así no se puede enviar: {detail}</source>
        <translation>It cannot be sent like this: {detail}</translation>
    </message>
    <message>
        <source>Quedó de otra persona en este puesto: no se envió.</source>
        <translation>Left at this desk by another person: not sent.</translation>
    </message>
    <message>
        <source>Era para otro servidor: no se envió.</source>
        <translation>It was for another server: not sent.</translation>
    </message>
    <message>
        <source>La llamada ya la atiende {by}.</source>
        <translation>{by} has already answered the call.</translation>
    </message>
    <message>
        <source>La llamada {short} ya está cerrada.</source>
        <translation>Call {short} is already closed.</translation>
    </message>
    <message>
        <source>La llamada {short} ya tiene un incidente.</source>
        <translation>Call {short} already has an incident.</translation>
    </message>
    <message>
        <source>La llamada {short} no tiene incidente.</source>
        <translation>Call {short} has no incident.</translation>
    </message>
    <message>
        <source>Esa llamada ya no está.</source>
        <translation>That call is gone.</translation>
    </message>
    <message>
        <source>La llamada cambió de estado mientras tanto.</source>
        <translation>The call changed state meanwhile.</translation>
    </message>
    <message>
        <source>El incidente {number} ya está cerrado.</source>
        <translation>Incident {number} is already closed.</translation>
    </message>
    <message>
        <source>Ese incidente ya no está.</source>
        <translation>That incident is gone.</translation>
    </message>
    <message>
        <source>El incidente cambió de estado mientras tanto.</source>
        <translation>The incident changed state meanwhile.</translation>
    </message>
    <message>
        <source>{unit} ya está en otro incidente.</source>
        <translation>{unit} is already on another incident.</translation>
    </message>
    <message>
        <source>Ese móvil ya no está.</source>
        <translation>That unit is gone.</translation>
    </message>
    <message>
        <source>El móvil no puede pasar a ese estado desde el que tiene.</source>
        <translation>The unit cannot go to that state from its present one.</translation>
    </message>
    <message>
        <source>{unit} se despacha a un incidente.</source>
        <translation>{unit} is dispatched to an incident.</translation>
    </message>
    <message>
        <source>La alerta ya la tomó {by}.</source>
        <translation>{by} has already taken the alert.</translation>
    </message>
    <message>
        <source>Esa alerta ya no está.</source>
        <translation>That alert is gone.</translation>
    </message>
    <message>
        <source>La alerta cambió de estado mientras tanto.</source>
        <translation>The alert changed state meanwhile.</translation>
    </message>
    <message>
        <source>Una alerta se pospone hasta {hours} h como máximo.</source>
        <translation>An alert is shelved for {hours} h at most.</translation>
    </message>
    <message>
        <source>Su función no permite hacer eso.</source>
        <translation>Your role does not allow that.</translation>
    </message>
    <message>
        <source>Un ejercicio y lo real no se mezclan.</source>
        <translation>Exercise and reality do not mix.</translation>
    </message>
    <message>
        <source>El servidor ya tenía otra orden con ese número. Avise a sistemas.</source>
        <translation>The server already had another command with that id. Tell Systems.</translation>
    </message>
    <message>
        <source>El servidor no conoce esa orden. Avise a sistemas.</source>
        <translation>The server does not know that command. Tell Systems.</translation>
    </message>
    <message>
        <source>El servidor no pudo guardar esa orden. Avise a sistemas.</source>
        <translation>The server could not keep that command. Tell Systems.</translation>
    </message>
    <message>
        <source>La sesión venció: entre de nuevo para seguir.</source>
        <translation>The session has expired: enter again to go on.</translation>
    </message>
    <message>
        <source>Ese servidor no decide ahora: se busca al principal.</source>
        <translation>That server decides nothing now: looking for the main one.</translation>
    </message>
    <message>
        <source>El servidor no tiene lugar en disco: la orden no se guardó.</source>
        <translation>The server&apos;s disk is full: the command was not kept.</translation>
    </message>
    <message>
        <source>El servidor perdió su base de datos: la orden no se guardó.</source>
        <translation>The server lost its database: the command was not kept.</translation>
    </message>
    <message>
        <source>Atender una llamada</source>
        <translation>Answer a call</translation>
    </message>
    <message>
        <source>Guardar el formulario</source>
        <translation>Save the form</translation>
    </message>
    <message>
        <source>Cerrar una llamada</source>
        <translation>Close a call</translation>
    </message>
    <message>
        <source>Crear un incidente</source>
        <translation>Create an incident</translation>
    </message>
    <message>
        <source>Cerrar un incidente</source>
        <translation>Close an incident</translation>
    </message>
    <message>
        <source>Despachar un móvil</source>
        <translation>Dispatch a unit</translation>
    </message>
    <message>
        <source>Cambiar el estado de un móvil</source>
        <translation>Change a unit&apos;s state</translation>
    </message>
    <message>
        <source>Tomar una alerta</source>
        <translation>Take an alert</translation>
    </message>
    <message>
        <source>Posponer una alerta</source>
        <translation>Shelve an alert</translation>
    </message>
    <message>
        <source>{unit} está en otro incidente: no se cambió su estado.</source>
        <translation>{unit} is on another incident: its state was not changed.</translation>
    </message>
    <message>
        <source>El móvil siguió mientras tanto: mire dónde está ahora.</source>
        <translation>The unit has moved on: look where it is now.</translation>
    </message>
    <message>
        <source>Mientras tanto mandaron {units} al incidente {number}: no se cerró.</source>
        <translation>Meanwhile {units} went to incident {number}: it was not closed.</translation>
    </message>
    <message>
        <source>Esa alerta ya existe.</source>
        <translation>That alert exists already.</translation>
    </message>
    <message>
        <source>Cambiar el estado del puesto</source>
        <translation>Change the desk&apos;s state</translation>
    </message>
    <message>
        <source>Marcar una llamada</source>
        <translation>Mark a call</translation>
    </message>
    <message>
        <source>Dejar una llamada para devolver</source>
        <translation>Put a call back to be called</translation>
    </message>
    <message>
        <source>Pasar una llamada a otra sala</source>
        <translation>Hand a call to another room</translation>
    </message>
    <message>
        <source>Este puesto no recibe llamadas ahora.</source>
        <translation>This desk is given no calls now.</translation>
    </message>
    <message>
        <source>Ese estado del puesto lo pone el servidor.</source>
        <translation>The server sets that state of the desk.</translation>
    </message>
    <message>
        <source>Una pausa lleva un motivo de la lista.</source>
        <translation>A pause needs a reason from the list.</translation>
    </message>
    <message>
        <source>Esa marca la pone el servidor.</source>
        <translation>The server sets that mark.</translation>
    </message>
    <message>
        <source>La llamada {short} no es una devolución: ciérrela con lo que fue.</source>
        <translation>Call {short} is no call back: close it with what it was.</translation>
    </message>
    <message>
        <source>La llamada {short} ya pasó de sala: no va y viene.</source>
        <translation>Call {short} has already changed rooms: it does not go back and forth.</translation>
    </message>
    <message>
        <source>En la sala {room} no hay nadie libre.</source>
        <translation>Nobody is free in room {room}.</translation>
    </message>
    <message>
        <source>La llamada {short} no está vinculada al {number}.</source>
        <translation>Call {short} is not linked to {number}.</translation>
    </message>
    <message>
        <source>El {number} se hizo de la llamada {short}: no se separan.</source>
        <translation>{number} was made of call {short}: they stay together.</translation>
    </message>
    <message>
        <source>El {number} no se une a sí mismo.</source>
        <translation>{number} cannot be joined to itself.</translation>
    </message>
    <message>
        <source>El {number} es de otra sala.</source>
        <translation>{number} belongs to another room.</translation>
    </message>
    <message>
        <source>El {number} no está unido a otro.</source>
        <translation>{number} is not joined to another.</translation>
    </message>
    <message>
        <source>Separe primero el {number}, que se unió después.</source>
        <translation>First split {number}, which was joined later.</translation>
    </message>
    <message>
        <source>Ese lugar ya no está en el registro.</source>
        <translation>That place is not in the register any more.</translation>
    </message>
    <message>
        <source>Patente: el carácter {place} no es una letra ni cifra.</source>
        <translation>Plate: character {place} is neither a letter nor a figure.</translation>
    </message>
    <message>
        <source>Una patente tiene {most} letras y cifras como máximo.</source>
        <translation>A plate has at most {most} letters and figures.</translation>
    </message>
    <message>
        <source>Vincular una llamada</source>
        <translation>Link a call</translation>
    </message>
    <message>
        <source>Desvincular una llamada</source>
        <translation>Unlink a call</translation>
    </message>
    <message>
        <source>Unir dos incidentes</source>
        <translation>Join two incidents</translation>
    </message>
    <message>
        <source>Separar dos incidentes</source>
        <translation>Split two incidents</translation>
    </message>
    <message>
        <source>Ese móvil no fue mandado a ese incidente.</source>
        <translation>That unit was not sent to that incident.</translation>
    </message>
</context>
<context>
    <name>severity</name>
    <message>
        <source>CRÍTICA</source>
        <translation>CRITICAL</translation>
    </message>
    <message>
        <source>ALTA</source>
        <translation>HIGH</translation>
    </message>
    <message>
        <source>MEDIA</source>
        <translation>MEDIUM</translation>
    </message>
    <message>
        <source>BAJA</source>
        <translation>LOW</translation>
    </message>
    <message>
        <source>AVISO</source>
        <translation>NOTICE</translation>
    </message>
</context>
<context>
    <name>shell</name>
    <message>
        <source>Tablero</source>
        <translation>Dashboard</translation>
    </message>
    <message>
        <source>Llamada</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Móviles</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>Mapa</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Despacho</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>Sala</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>Pared</source>
        <translation>Wall</translation>
    </message>
    <message>
        <source>Turno</source>
        <translation>Shift</translation>
    </message>
</context>
<context>
    <name>shift_log</name>
    <message>
        <source>escribir, con su firma</source>
        <translation>write, signed by you</translation>
    </message>
    <message>
        <source>Bitácora</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>puede faltar lo último</source>
        <translation>the latest may be missing</translation>
    </message>
    <message>
        <source>Líneas de la bitácora</source>
        <translation>Lines of the log</translation>
    </message>
    <message>
        <source>Escribir en la bitácora</source>
        <translation>Write in the log</translation>
    </message>
    <message>
        <source>Escribir en la bitácora…</source>
        <translation>Write in the log…</translation>
    </message>
    <message>
        <source>Nadie escribió en este turno</source>
        <translation>Nobody wrote this shift</translation>
    </message>
    <message>
        <source>No se pudo leer la bitácora</source>
        <translation>The log could not be read</translation>
    </message>
</context>
<context>
    <name>sound</name>
    <message>
        <source>buscando</source>
        <translation>looking</translation>
    </message>
    <message>
        <source>sin dispositivo</source>
        <translation>no device</translation>
    </message>
    <message>
        <source>no se puede abrir</source>
        <translation>cannot be opened</translation>
    </message>
    <message>
        <source>no responde</source>
        <translation>no response</translation>
    </message>
    <message>
        <source>silenciado</source>
        <translation>muted</translation>
    </message>
    <message>
        <source>sin probar</source>
        <translation>not tested</translation>
    </message>
    <message>
        <source>no se oía a las {time}</source>
        <translation>not heard at {time}</translation>
    </message>
    <message>
        <source>probado {time}</source>
        <translation>tested {time}</translation>
    </message>
    <message>
        <source>tono de prueba</source>
        <translation>test tone</translation>
    </message>
    <message>
        <source>probar el sonido</source>
        <translation>test the sound</translation>
    </message>
    <message>
        <source>Tono de prueba</source>
        <translation>Test tone</translation>
    </message>
    <message>
        <source>¿Oyó el tono?</source>
        <translation>Did you hear the tone?</translation>
    </message>
    <message>
        <source>No hay dónde sonar</source>
        <translation>There is nothing to sound on</translation>
    </message>
    <message>
        <source>Sí, lo oí</source>
        <translation>Yes, I heard it</translation>
    </message>
    <message>
        <source>No lo oí</source>
        <translation>I did not hear it</translation>
    </message>
    <message>
        <source>Otra vez</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>Auricular o parlante: {name}</source>
        <translation>Headset or loudspeaker: {name}</translation>
    </message>
    <message>
        <source>Para la sala: {name}</source>
        <translation>For the room: {name}</translation>
    </message>
    <message>
        <source>El sistema lo tiene silenciado: suba el volumen.</source>
        <translation>The system has it muted: turn the volume up.</translation>
    </message>
    <message>
        <source>Enchufe un auricular o un parlante; las alarmas se ven igual.</source>
        <translation>Plug in a headset or a loudspeaker; alarms are still seen.</translation>
    </message>
    <message>
        <source>probar, auricular o sala</source>
        <translation>test, headset or room</translation>
    </message>
    <message>
        <source>auricular</source>
        <translation>headset</translation>
    </message>
    <message>
        <source>parlante de la sala</source>
        <translation>loudspeaker of the room</translation>
    </message>
    <message>
        <source>no hay dispositivo «{name}»</source>
        <translation>there is no device “{name}”</translation>
    </message>
    <message>
        <source>para todo</source>
        <translation>for everything</translation>
    </message>
    <message>
        <source>solo lo crítico</source>
        <translation>critical alerts alone</translation>
    </message>
</context>
<context>
    <name>status_bar</name>
    <message>
        <source>Servidor</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>EN VIVO · {ms} ms</source>
        <translation>LIVE · {ms} ms</translation>
    </message>
    <message>
        <source>DESACTUALIZADO · {ago}</source>
        <translation>STALE · {ago}</translation>
    </message>
    <message>
        <source>SIN ENLACE · {span}</source>
        <translation>NO LINK · {span}</translation>
    </message>
    <message>
        <source>conectando</source>
        <translation>connecting</translation>
    </message>
    <message>
        <source>Posiciones</source>
        <translation>Positions</translation>
    </message>
    <message>
        <source>sin datos todavía</source>
        <translation>no data yet</translation>
    </message>
    <message>
        <source>copia de {ago}</source>
        <translation>copy from {ago}</translation>
    </message>
    <message>
        <source>{rate}/s · {ago}</source>
        <translation>{rate}/s · {ago}</translation>
    </message>
    <message>
        <source>{n} en vivo</source>
        <translation>{n} live</translation>
    </message>
    <message>
        <source>1 tardía</source>
        <translation>1 late</translation>
    </message>
    <message>
        <source>{n} tardías</source>
        <translation>{n} late</translation>
    </message>
    <message>
        <source>1 congelada</source>
        <translation>1 frozen</translation>
    </message>
    <message>
        <source>{n} congeladas</source>
        <translation>{n} frozen</translation>
    </message>
    <message>
        <source>{n} sin señal</source>
        <translation>{n} no signal</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Diario local</source>
        <translation>Local journal</translation>
    </message>
    <message>
        <source>no se puede escribir: {why}</source>
        <translation>cannot be written: {why}</translation>
    </message>
    <message>
        <source>sin pendientes</source>
        <translation>nothing pending</translation>
    </message>
    <message>
        <source>{n} por enviar · en disco</source>
        <translation>{n} to send · on disk</translation>
    </message>
    <message>
        <source>Auditoría</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>al día</source>
        <translation>up to date</translation>
    </message>
    <message>
        <source>en diario, sin ancla</source>
        <translation>journalled, not anchored</translation>
    </message>
    <message>
        <source>Sonido</source>
        <translation>Sound</translation>
    </message>
</context>
<context>
    <name>time_line</name>
    <message>
        <source>anotar, con su firma</source>
        <translation>note, signed by you</translation>
    </message>
    <message>
        <source>volver, el texto queda</source>
        <translation>back, the text stays</translation>
    </message>
    <message>
        <source>Cronología</source>
        <translation>Time line</translation>
    </message>
    <message>
        <source>puede faltar lo último</source>
        <translation>the latest may be missing</translation>
    </message>
    <message>
        <source>Lo que pasó, lo último primero</source>
        <translation>What happened, latest first</translation>
    </message>
    <message>
        <source>Anotar en la radio</source>
        <translation>Radio note</translation>
    </message>
    <message>
        <source>Anotar en la radio…</source>
        <translation>Radio note…</translation>
    </message>
    <message>
        <source>anotar en el incidente</source>
        <translation>note on the incident</translation>
    </message>
    <message>
        <source>INC {n} · firmada</source>
        <translation>INC {n} · signed</translation>
    </message>
    <message>
        <source>Nada anotado todavía</source>
        <translation>Nothing noted yet</translation>
    </message>
    <message>
        <source>No se pudo leer la cronología</source>
        <translation>The time line could not be read</translation>
    </message>
    <message>
        <source>Incidente {number} creado: {place}</source>
        <translation>Incident {number} created: {place}</translation>
    </message>
    <message>
        <source>central telefónica</source>
        <translation>telephone exchange</translation>
    </message>
    <message>
        <source>teléfono de la dotación</source>
        <translation>the crew&apos;s phone</translation>
    </message>
    <message>
        <source>botón de pánico</source>
        <translation>panic button</translation>
    </message>
    <message>
        <source>el programa</source>
        <translation>the program</translation>
    </message>
    <message>
        <source>usted</source>
        <translation>you</translation>
    </message>
    <message>
        <source>prioridad {to}</source>
        <translation>priority {to}</translation>
    </message>
    <message>
        <source>lugar {to}</source>
        <translation>place {to}</translation>
    </message>
    <message>
        <source>sus datos</source>
        <translation>its data</translation>
    </message>
    <message>
        <source>Entra la llamada {call}</source>
        <translation>Call {call} comes in</translation>
    </message>
    <message>
        <source>Llamada {call} atendida</source>
        <translation>Call {call} answered</translation>
    </message>
    <message>
        <source>La llamada {call} pasa a otra persona</source>
        <translation>Call {call} goes to another person</translation>
    </message>
    <message>
        <source>Llamada {call} abandonada</source>
        <translation>Call {call} abandoned</translation>
    </message>
    <message>
        <source>La llamada {call} cortó</source>
        <translation>Call {call} hung up</translation>
    </message>
    <message>
        <source>Llamada {call} cerrada: {disposition}</source>
        <translation>Call {call} closed: {disposition}</translation>
    </message>
    <message>
        <source>Llamada {call} vinculada</source>
        <translation>Call {call} linked</translation>
    </message>
    <message>
        <source>Llamada {call} desvinculada</source>
        <translation>Call {call} unlinked</translation>
    </message>
    <message>
        <source>La llamada {call} pasa a otra sala</source>
        <translation>Call {call} goes to another room</translation>
    </message>
    <message>
        <source>Se une lo que un puesto creó sin servidor</source>
        <translation>Joined: what a desk made without the server</translation>
    </message>
    <message>
        <source>Se corrige: {what}</source>
        <translation>Corrected: {what}</translation>
    </message>
    <message>
        <source>Incidente cerrado</source>
        <translation>Incident closed</translation>
    </message>
    <message>
        <source>Incidente reabierto: {reason}</source>
        <translation>Incident reopened: {reason}</translation>
    </message>
    <message>
        <source>El INC {number} sigue en el INC {into}</source>
        <translation>INC {number} goes on in INC {into}</translation>
    </message>
    <message>
        <source>El INC {number} se separa del INC {into}: {reason}</source>
        <translation>INC {number} split from INC {into}: {reason}</translation>
    </message>
    <message>
        <source>Alarma {level}</source>
        <translation>Alarm {level}</translation>
    </message>
    <message>
        <source>Se pide {agency}</source>
        <translation>{agency} requested</translation>
    </message>
    <message>
        <source>{agency}: se hace cargo</source>
        <translation>{agency}: taken</translation>
    </message>
    <message>
        <source>{agency}: terminado</source>
        <translation>{agency}: done</translation>
    </message>
    <message>
        <source>Despachado {unit}</source>
        <translation>{unit} dispatched</translation>
    </message>
    <message>
        <source>{unit}: {status}</source>
        <translation>{unit}: {status}</translation>
    </message>
    <message>
        <source>{unit} sale del incidente: {status}</source>
        <translation>{unit} leaves the incident: {status}</translation>
    </message>
    <message>
        <source>{unit} mandado contra la regla: {reason}</source>
        <translation>{unit} sent against the rule: {reason}</translation>
    </message>
    <message>
        <source>{unit} sacado de otro incidente: {reason}</source>
        <translation>{unit} taken from another incident: {reason}</translation>
    </message>
    <message>
        <source>{unit} vendrá después</source>
        <translation>{unit} comes next</translation>
    </message>
    <message>
        <source>{unit} ya no vendrá</source>
        <translation>{unit} comes no more</translation>
    </message>
    <message>
        <source>{unit} por {other}</source>
        <translation>{unit} for {other}</translation>
    </message>
    <message>
        <source>{unit}: dotación bien</source>
        <translation>{unit}: crew is well</translation>
    </message>
    <message>
        <source>{unit} no contesta el control de seguridad</source>
        <translation>{unit} does not answer the safety check</translation>
    </message>
    <message>
        <source>BOLO: {text}</source>
        <translation>BOLO: {text}</translation>
    </message>
    <message>
        <source>Ningún incidente elegido</source>
        <translation>No incident chosen</translation>
    </message>
</context>
<context>
    <name>timer</name>
    <message>
        <source>hace {span}</source>
        <translation>{span} ago</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} h</translation>
    </message>
    <message>
        <source>hace {n} s</source>
        <translation>{n} s ago</translation>
    </message>
</context>
<context>
    <name>top_bar</name>
    <message>
        <source>Páginas</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>{name}, puesto {desk}, {time}</source>
        <translation>{name}, desk {desk}, {time}</translation>
    </message>
    <message>
        <source>{name}, puesto {desk}, {time}, {n} en cola</source>
        <translation>{name}, desk {desk}, {time}, {n} waiting</translation>
    </message>
    <message>
        <source>Puesto {desk}</source>
        <translation>Desk {desk}</translation>
    </message>
    <message>
        <source>En llamada</source>
        <translation>On call</translation>
    </message>
    <message>
        <source>Cola de la sala</source>
        <translation>Room&apos;s queue</translation>
    </message>
    <message>
        <source>sin datos</source>
        <translation>no data</translation>
    </message>
    <message>
        <source>En cola</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Más antigua</source>
        <translation>Oldest</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>Resp. p90</source>
        <translation>Answer p90</translation>
    </message>
    <message>
        <source>Línea cortada</source>
        <translation>Line cut</translation>
    </message>
    <message>
        <source>Sin sonido</source>
        <translation>No sound</translation>
    </message>
    <message>
        <source>Sin sonido: {why}</source>
        <translation>No sound: {why}</translation>
    </message>
</context>
<context>
    <name>unit_board</name>
    <message>
        <source>{unit}. {state}, {time}. {place}</source>
        <translation>{unit}. {state}, {time}. {place}</translation>
    </message>
    <message>
        <source>1 móvil</source>
        <translation>1 unit</translation>
    </message>
    <message>
        <source>{n} móviles</source>
        <translation>{n} units</translation>
    </message>
    <message>
        <source>1 disponible</source>
        <translation>1 available</translation>
    </message>
    <message>
        <source>{n} disponibles</source>
        <translation>{n} available</translation>
    </message>
    <message>
        <source>{units} · {free}</source>
        <translation>{units} · {free}</translation>
    </message>
    <message>
        <source>Móviles</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>las posiciones son viejas</source>
        <translation>positions are old</translation>
    </message>
    <message>
        <source>Móviles por agencia</source>
        <translation>Units by agency</translation>
    </message>
    <message>
        <source>Filtro de móviles</source>
        <translation>Unit filter</translation>
    </message>
    <message>
        <source>Todos</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Disponibles {n}</source>
        <translation>Available {n}</translation>
    </message>
    <message>
        <source>Comprometidos {n}</source>
        <translation>Committed {n}</translation>
    </message>
    <message>
        <source>Vencidos {n}</source>
        <translation>Overdue {n}</translation>
    </message>
    <message>
        <source>Ningún móvil con este filtro</source>
        <translation>No unit with this filter</translation>
    </message>
    <message>
        <source>Elija «Todos» para verlos</source>
        <translation>Choose “All” to see them</translation>
    </message>
    <message>
        <source>No se pudieron leer los móviles</source>
        <translation>The units could not be read</translation>
    </message>
    <message>
        <source>Móvil</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Estado</source>
        <translation>State</translation>
    </message>
    <message>
        <source>En estado</source>
        <translation>In state</translation>
    </message>
    <message>
        <source>Incidente</source>
        <translation>Incident</translation>
    </message>
    <message>
        <source>Posición</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Dotación</source>
        <translation>Crew</translation>
    </message>
    <message>
        <source>Dato</source>
        <translation>Data</translation>
    </message>
</context>
<context>
    <name>unit_menu</name>
    <message>
        <source>Despachar a {incident}</source>
        <translation>Dispatch to {incident}</translation>
    </message>
</context>
<context>
    <name>unit_state</name>
    <message>
        <source>Disponible</source>
        <translation>Available</translation>
    </message>
    <message>
        <source>Despachada</source>
        <translation>Dispatched</translation>
    </message>
    <message>
        <source>En camino</source>
        <translation>En route</translation>
    </message>
    <message>
        <source>En el lugar</source>
        <translation>On scene</translation>
    </message>
    <message>
        <source>Trasladando</source>
        <translation>Transporting</translation>
    </message>
    <message>
        <source>En destino</source>
        <translation>At facility</translation>
    </message>
    <message>
        <source>Apostada</source>
        <translation>Staged</translation>
    </message>
    <message>
        <source>Demorada</source>
        <translation>Delayed</translation>
    </message>
    <message>
        <source>En base</source>
        <translation>In quarters</translation>
    </message>
    <message>
        <source>Fuera de serv.</source>
        <translation>Out of service</translation>
    </message>
</context>
<context>
    <name>verbs</name>
    <message>
        <source>atender una llamada</source>
        <translation>answer a call</translation>
    </message>
    <message>
        <source>cerrar la llamada o un incidente</source>
        <translation>close the call or an incident</translation>
    </message>
    <message>
        <source>tomar una alerta</source>
        <translation>take an alert</translation>
    </message>
    <message>
        <source>posponer la alerta elegida</source>
        <translation>shelve the chosen alert</translation>
    </message>
    <message>
        <source>ver un móvil en el mapa</source>
        <translation>see a unit on the map</translation>
    </message>
    <message>
        <source>escribir el lugar del hecho</source>
        <translation>write where it happened</translation>
    </message>
    <message>
        <source>despachar un móvil a un incidente</source>
        <translation>dispatch a unit to an incident</translation>
    </message>
    <message>
        <source>cambiar el estado de un móvil</source>
        <translation>change a unit&apos;s state</translation>
    </message>
    <message>
        <source>ir a una página</source>
        <translation>go to a page</translation>
    </message>
    <message>
        <source>cambiar de espacio de trabajo</source>
        <translation>change the workspace</translation>
    </message>
    <message>
        <source>llevar la pared a otra pantalla</source>
        <translation>put the wall on another screen</translation>
    </message>
    <message>
        <source>bloquear el puesto</source>
        <translation>lock the desk</translation>
    </message>
    <message>
        <source>ver el diagnóstico del puesto</source>
        <translation>see the desk&apos;s diagnostics</translation>
    </message>
    <message>
        <source>revisar lo hecho sin servidor</source>
        <translation>review offline work</translation>
    </message>
    <message>
        <source>probar el sonido</source>
        <translation>test the sound</translation>
    </message>
    <message>
        <source>cambiar de idioma</source>
        <translation>change the language</translation>
    </message>
    <message>
        <source>cambiar entre oscuro y claro</source>
        <translation>change between dark and light</translation>
    </message>
    <message>
        <source>cambiar el tamaño de la letra</source>
        <translation>change the size of text</translation>
    </message>
    <message>
        <source>ver las teclas que valen ahora</source>
        <translation>see the keys that work now</translation>
    </message>
    <message>
        <source>salir del puesto</source>
        <translation>leave the desk</translation>
    </message>
    <message>
        <source>número</source>
        <translation>number</translation>
    </message>
    <message>
        <source>móvil</source>
        <translation>unit</translation>
    </message>
    <message>
        <source>cómo terminó</source>
        <translation>how it ended</translation>
    </message>
    <message>
        <source>calle y número</source>
        <translation>street and number</translation>
    </message>
    <message>
        <source>ir a la página</source>
        <translation>go to the page</translation>
    </message>
    <message>
        <source>Línea de órdenes (Ctrl K)</source>
        <translation>Command line (Ctrl K)</translation>
    </message>
    <message>
        <source>este puesto queda listo para atender</source>
        <translation>this desk is ready to answer</translation>
    </message>
    <message>
        <source>pausa de este puesto, con motivo</source>
        <translation>pause this desk, with a reason</translation>
    </message>
    <message>
        <source>terminar de escribir antes de otra llamada</source>
        <translation>finish writing before another call</translation>
    </message>
    <message>
        <source>devolver una llamada sin atender</source>
        <translation>call back a call that nobody answered</translation>
    </message>
    <message>
        <source>no contestó: queda para devolver</source>
        <translation>no answer: it stays to be called back</translation>
    </message>
    <message>
        <source>marcar la llamada del formulario</source>
        <translation>mark the call in the form</translation>
    </message>
    <message>
        <source>pasar la llamada a otra sala</source>
        <translation>hand the call to another room</translation>
    </message>
    <message>
        <source>elegir un incidente</source>
        <translation>choose an incident</translation>
    </message>
    <message>
        <source>ver qué móviles conviene mandar</source>
        <translation>see which units should go</translation>
    </message>
    <message>
        <source>anotar en un incidente</source>
        <translation>note on an incident</translation>
    </message>
    <message>
        <source>hacerse cargo de la parte de la propia fuerza</source>
        <translation>take one&apos;s own agency&apos;s part</translation>
    </message>
    <message>
        <source>pedir otra fuerza para un incidente</source>
        <translation>request another agency</translation>
    </message>
    <message>
        <source>cambiar la prioridad de un incidente</source>
        <translation>change an incident&apos;s priority</translation>
    </message>
    <message>
        <source>subir el nivel de alarma</source>
        <translation>raise the alarm level</translation>
    </message>
    <message>
        <source>reabrir un incidente, con motivo</source>
        <translation>reopen an incident, with a reason</translation>
    </message>
    <message>
        <source>mandar un móvil contra la regla, con motivo</source>
        <translation>send a unit against the rule, with a reason</translation>
    </message>
    <message>
        <source>sacar un móvil de un incidente menor, con motivo</source>
        <translation>take a unit from a lesser incident, with a reason</translation>
    </message>
    <message>
        <source>dejarle a un móvil su próximo incidente</source>
        <translation>give a unit its next incident</translation>
    </message>
    <message>
        <source>quitarle a un móvil su próximo incidente</source>
        <translation>take a unit&apos;s next incident away</translation>
    </message>
    <message>
        <source>canjear dos móviles</source>
        <translation>exchange two units</translation>
    </message>
    <message>
        <source>la dotación está bien</source>
        <translation>the crew is well</translation>
    </message>
    <message>
        <source>vincular una llamada o un incidente a otro</source>
        <translation>link a call or an incident to another</translation>
    </message>
    <message>
        <source>desvincular lo que se había vinculado</source>
        <translation>unlink what was linked</translation>
    </message>
    <message>
        <source>ver la cronología de un incidente</source>
        <translation>see an incident&apos;s time line</translation>
    </message>
    <message>
        <source>explicar por qué se recomendó un móvil</source>
        <translation>explain why a unit was recommended</translation>
    </message>
    <message>
        <source>deshacer la última orden propia</source>
        <translation>undo one&apos;s own last order</translation>
    </message>
    <message>
        <source>buscar una patente en BOLO e incidentes</source>
        <translation>look a plate up in BOLOs and incidents</translation>
    </message>
    <message>
        <source>emitir un BOLO</source>
        <translation>issue a BOLO</translation>
    </message>
    <message>
        <source>levantar un BOLO</source>
        <translation>cancel a BOLO</translation>
    </message>
    <message>
        <source>escribir en la bitácora</source>
        <translation>write in the log</translation>
    </message>
    <message>
        <source>generar o firmar el relevo</source>
        <translation>make or sign the handover</translation>
    </message>
    <message>
        <source>dos móviles</source>
        <translation>two units</translation>
    </message>
    <message>
        <source>incidente y móviles</source>
        <translation>incident and units</translation>
    </message>
    <message>
        <source>incidente, móvil y motivo</source>
        <translation>incident, unit and reason</translation>
    </message>
    <message>
        <source>dos números</source>
        <translation>two numbers</translation>
    </message>
    <message>
        <source>incidente</source>
        <translation>incident</translation>
    </message>
    <message>
        <source>incidente y cuál</source>
        <translation>incident and which</translation>
    </message>
    <message>
        <source>número y texto</source>
        <translation>number and text</translation>
    </message>
    <message>
        <source>incidente y móvil</source>
        <translation>incident and unit</translation>
    </message>
    <message>
        <source>texto</source>
        <translation>text</translation>
    </message>
</context>
<context>
    <name>video_wall</name>
    <message>
        <source>Mosaicos de video</source>
        <translation>Video tiles</translation>
    </message>
    <message>
        <source>VIVO</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>TARDÍA</source>
        <translation>LATE</translation>
    </message>
    <message>
        <source>CONGELADA</source>
        <translation>FROZEN</translation>
    </message>
    <message>
        <source>SIN SEÑAL</source>
        <translation>NO SIGNAL</translation>
    </message>
    <message>
        <source>CONECTANDO</source>
        <translation>CONNECTING</translation>
    </message>
    <message>
        <source>sin medir</source>
        <translation>not measured</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} s</translation>
    </message>
    <message>
        <source>Última imagen: hora sin medir</source>
        <translation>Last picture: time not measured</translation>
    </message>
    <message>
        <source>Última imagen {time}</source>
        <translation>Last picture {time}</translation>
    </message>
    <message>
        <source>No es en vivo</source>
        <translation>Not live</translation>
    </message>
    <message>
        <source>reintento en {s} s</source>
        <translation>retry in {s} s</translation>
    </message>
    <message>
        <source>desde {time}</source>
        <translation>since {time}</translation>
    </message>
    <message>
        <source>hace {span}</source>
        <translation>{span} ago</translation>
    </message>
    <message>
        <source>Conectando · {s} s</source>
        <translation>Connecting · {s} s</translation>
    </message>
    <message>
        <source>el permiso para verla venció</source>
        <translation>the permission to see it expired</translation>
    </message>
    <message>
        <source>la cámara rechazó la clave</source>
        <translation>the camera refused the password</translation>
    </message>
    <message>
        <source>la cámara no tiene esa imagen</source>
        <translation>the camera does not have that stream</translation>
    </message>
    <message>
        <source>lo que responde no es una cámara</source>
        <translation>what answers is not a camera</translation>
    </message>
    <message>
        <source>formato de video desconocido</source>
        <translation>unknown video format</translation>
    </message>
    <message>
        <source>la cámara no ofrece video</source>
        <translation>the camera offers no video</translation>
    </message>
    <message>
        <source>la cámara no envía imágenes</source>
        <translation>the camera sends no pictures</translation>
    </message>
    <message>
        <source>la cámara pide una clave desconocida</source>
        <translation>the camera asks for an unknown kind of password</translation>
    </message>
    <message>
        <source>la cámara pide la clave sin cifrar</source>
        <translation>the camera wants the password in clear</translation>
    </message>
    <message>
        <source>certificado de la cámara no válido</source>
        <translation>the camera&apos;s certificate is not valid</translation>
    </message>
    <message>
        <source>la cámara cortó la transmisión</source>
        <translation>the camera ended the stream</translation>
    </message>
    <message>
        <source>la cámara rechazó el pedido</source>
        <translation>the camera refused the request</translation>
    </message>
    <message>
        <source>la cámara no transmite por este medio</source>
        <translation>the camera does not stream this way</translation>
    </message>
    <message>
        <source>la cámara no responde</source>
        <translation>the camera does not answer</translation>
    </message>
    <message>
        <source>el servidor de video no responde</source>
        <translation>the video server does not answer</translation>
    </message>
    <message>
        <source>certificado del servidor no válido</source>
        <translation>server certificate not valid</translation>
    </message>
    <message>
        <source>no llegan imágenes</source>
        <translation>no pictures arrive</translation>
    </message>
    <message>
        <source>se cortó la transmisión</source>
        <translation>the stream was cut</translation>
    </message>
    <message>
        <source>Elija una cámara</source>
        <translation>Choose a camera</translation>
    </message>
</context>
<context>
    <name>wait_marks</name>
    <message>
        <source>más de {n} s</source>
        <translation>over {n} s</translation>
    </message>
</context>
<context>
    <name>wall</name>
    <message>
        <source>contando</source>
        <translation>counting</translation>
    </message>
    <message>
        <source>Sin llamadas para pronosticar</source>
        <translation>No calls to forecast from</translation>
    </message>
    <message>
        <source>No se sabe cuántos hay</source>
        <translation>How many there are is not known</translation>
    </message>
    <message>
        <source>Alcanza para las próximas 3 h</source>
        <translation>Enough for the next 3 h</translation>
    </message>
    <message>
        <source>Falta 1 operador de {begin} a {end}</source>
        <translation>1 call-taker short, {begin} to {end}</translation>
    </message>
    <message>
        <source>Faltan {n} operadores de {begin} a {end}</source>
        <translation>{n} call-takers short, {begin} to {end}</translation>
    </message>
    <message>
        <source>Erlang C por 15 min, 90 % ≤ 15 s</source>
        <translation>Erlang C by 15 min, 90 % ≤ 15 s</translation>
    </message>
    <message>
        <source>Dotación y demanda</source>
        <translation>Staffing and demand</translation>
    </message>
    <message>
        <source>ahora</source>
        <translation>now</translation>
    </message>
    <message>
        <source>sin dato</source>
        <translation>not known</translation>
    </message>
    <message>
        <source>sin datos</source>
        <translation>no data</translation>
    </message>
    <message>
        <source>EN VIVO</source>
        <translation>LIVE</translation>
    </message>
    <message>
        <source>Fuera de plazo: {rows}</source>
        <translation>Over time: {rows}</translation>
    </message>
    <message>
        <source>{n} de {all}</source>
        <translation>{n} of {all}</translation>
    </message>
    <message>
        <source>Fuera de plazo</source>
        <translation>Over time</translation>
    </message>
    <message>
        <source>Ninguno</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Uno por vencer en 5 min</source>
        <translation>One due within 5 min</translation>
    </message>
    <message>
        <source>{n} por vencer en 5 min</source>
        <translation>{n} due within 5 min</translation>
    </message>
    <message>
        <source>Ninguno por vencer en 5 min</source>
        <translation>None due within 5 min</translation>
    </message>
    <message>
        <source>límite {span}</source>
        <translation>limit {span}</translation>
    </message>
    <message>
        <source>1 crítica sin tomar</source>
        <translation>1 critical not taken</translation>
    </message>
    <message>
        <source>{n} críticas sin tomar</source>
        <translation>{n} critical not taken</translation>
    </message>
    <message>
        <source>1 alta sin tomar</source>
        <translation>1 high not taken</translation>
    </message>
    <message>
        <source>{n} altas sin tomar</source>
        <translation>{n} high not taken</translation>
    </message>
    <message>
        <source>1 media sin tomar</source>
        <translation>1 medium not taken</translation>
    </message>
    <message>
        <source>{n} medias sin tomar</source>
        <translation>{n} medium not taken</translation>
    </message>
    <message>
        <source>1 baja sin tomar</source>
        <translation>1 low not taken</translation>
    </message>
    <message>
        <source>{n} bajas sin tomar</source>
        <translation>{n} low not taken</translation>
    </message>
    <message>
        <source>1 aviso sin tomar</source>
        <translation>1 notice not taken</translation>
    </message>
    <message>
        <source>{n} avisos sin tomar</source>
        <translation>{n} notices not taken</translation>
    </message>
    <message>
        <source>Sin alertas por tomar</source>
        <translation>No alerts to take</translation>
    </message>
    <message>
        <source>ATRASADO {ago}</source>
        <translation>STALE {ago}</translation>
    </message>
    <message>
        <source>CARGANDO</source>
        <translation>LOADING</translation>
    </message>
    <message>
        <source>SIN SERVIDOR {ago}</source>
        <translation>NO SERVER {ago}</translation>
    </message>
    <message>
        <source>{room} · Supervisión</source>
        <translation>{room} · Supervision</translation>
    </message>
    <message>
        <source>EJERCICIO · {title}</source>
        <translation>EXERCISE · {title}</translation>
    </message>
    <message>
        <source>Ciudad: {counts}</source>
        <translation>City: {counts}</translation>
    </message>
    <message>
        <source>Ciudad</source>
        <translation>City</translation>
    </message>
    <message>
        <source>{n} sin lugar en el mapa</source>
        <translation>{n} without a place on the map</translation>
    </message>
    <message>
        <source>críticas</source>
        <translation>critical</translation>
    </message>
    <message>
        <source>altas</source>
        <translation>high</translation>
    </message>
    <message>
        <source>medias</source>
        <translation>medium</translation>
    </message>
    <message>
        <source>bajas</source>
        <translation>low</translation>
    </message>
    <message>
        <source>avisos</source>
        <translation>notices</translation>
    </message>
    <message>
        <source>Pared de supervisión</source>
        <translation>Supervision wall</translation>
    </message>
    <message>
        <source>sin servidor</source>
        <translation>without the server</translation>
    </message>
    <message>
        <source>Atendidas en {s} s</source>
        <translation>Answered in {s} s</translation>
    </message>
    <message>
        <source>meta {n} %</source>
        <translation>target {n} %</translation>
    </message>
    <message>
        <source>ninguna {span}</source>
        <translation>none {span}</translation>
    </message>
    <message>
        <source>{span} · p{rank} {s} s</source>
        <translation>{span} · p{rank} {s} s</translation>
    </message>
    <message>
        <source>En cola</source>
        <translation>In queue</translation>
    </message>
    <message>
        <source>espera &lt; {s} s</source>
        <translation>wait &lt; {s} s</translation>
    </message>
    <message>
        <source>nadie espera</source>
        <translation>nobody waits</translation>
    </message>
    <message>
        <source>más antigua {wait}</source>
        <translation>oldest {wait}</translation>
    </message>
    <message>
        <source>Abandonadas</source>
        <translation>Abandoned</translation>
    </message>
    <message>
        <source>meta &lt; {n} %</source>
        <translation>target &lt; {n} %</translation>
    </message>
    <message>
        <source>{gone} de {all} · {back} rellamadas</source>
        <translation>{gone} of {all} · {back} called back</translation>
    </message>
    <message>
        <source>Despacho p90</source>
        <translation>Dispatch p90</translation>
    </message>
    <message>
        <source>meta {span}</source>
        <translation>target {span}</translation>
    </message>
    <message>
        <source>ninguno {span}</source>
        <translation>none {span}</translation>
    </message>
    <message>
        <source>crear a asignar · {span}</source>
        <translation>created to assigned · {span}</translation>
    </message>
    <message>
        <source>INC {number}</source>
        <translation>INC {number}</translation>
    </message>
    <message>
        <source>móviles {n} · disponibles {free} · {age}</source>
        <translation>units {n} · available {free} · {age}</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>posponer la alerta elegida</source>
        <translation>shelve the chosen alert</translation>
    </message>
</context>
<context>
    <name>workspace</name>
    <message>
        <source>Normas</source>
        <translation>Standards</translation>
    </message>
    <message>
        <source>Segundos</source>
        <translation>Seconds</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>Percentiles</translation>
    </message>
    <message>
        <source>Curva</source>
        <translation>Curve</translation>
    </message>
    <message>
        <source>Puestos</source>
        <translation>Desks</translation>
    </message>
    <message>
        <source>Por rellamar</source>
        <translation>Call back</translation>
    </message>
    <message>
        <source>Dotación</source>
        <translation>Staffing</translation>
    </message>
    <message>
        <source>Vencidos</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Excepciones</source>
        <translation>Exceptions</translation>
    </message>
    <message>
        <source>Cobertura</source>
        <translation>Coverage</translation>
    </message>
    <message>
        <source>mover este panel</source>
        <translation>move this pane</translation>
    </message>
    <message>
        <source>Mover {pane}</source>
        <translation>Move {pane}</translation>
    </message>
    <message>
        <source>elija adónde con las flechas</source>
        <translation>choose where with the arrows</translation>
    </message>
    <message>
        <source>Mover con el teclado	Ctrl+M</source>
        <translation>Move by keyboard	Ctrl+M</translation>
    </message>
    <message>
        <source>Volver a la ventana principal</source>
        <translation>Back to the main window</translation>
    </message>
    <message>
        <source>En ventana aparte</source>
        <translation>In a window of its own</translation>
    </message>
    <message>
        <source>Quitar de esta página</source>
        <translation>Take off this page</translation>
    </message>
    <message>
        <source>Esta página como al principio</source>
        <translation>This page as it was at first</translation>
    </message>
    <message>
        <source>Acomodar paneles</source>
        <translation>Arrange panes</translation>
    </message>
    <message>
        <source>lugar</source>
        <translation>place</translation>
    </message>
    <message>
        <source>tamaño</source>
        <translation>size</translation>
    </message>
    <message>
        <source>pestaña</source>
        <translation>tab</translation>
    </message>
    <message>
        <source>ventana</source>
        <translation>window</translation>
    </message>
    <message>
        <source>quitar</source>
        <translation>take off</translation>
    </message>
    <message>
        <source>como al principio</source>
        <translation>as at first</translation>
    </message>
    <message>
        <source>otro panel</source>
        <translation>another pane</translation>
    </message>
    <message>
        <source>dejar así</source>
        <translation>leave it so</translation>
    </message>
    <message>
        <source>como estaba</source>
        <translation>as it was</translation>
    </message>
    <message>
        <source>Queda donde está</source>
        <translation>Stays where it is</translation>
    </message>
    <message>
        <source>Soltar: en ventana aparte</source>
        <translation>Drop: in a window of its own</translation>
    </message>
    <message>
        <source>pantalla {name}</source>
        <translation>screen {name}</translation>
    </message>
    <message>
        <source>Soltar: a la izquierda de {pane}</source>
        <translation>Drop: left of {pane}</translation>
    </message>
    <message>
        <source>Soltar: a la derecha de {pane}</source>
        <translation>Drop: right of {pane}</translation>
    </message>
    <message>
        <source>Soltar: arriba de {pane}</source>
        <translation>Drop: above {pane}</translation>
    </message>
    <message>
        <source>Soltar: abajo de {pane}</source>
        <translation>Drop: below {pane}</translation>
    </message>
    <message>
        <source>Soltar: en pestañas con {pane}</source>
        <translation>Drop: in tabs with {pane}</translation>
    </message>
    <message>
        <source>{pane} queda detrás</source>
        <translation>{pane} goes behind</translation>
    </message>
    <message>
        <source>{pane} cede la mitad</source>
        <translation>{pane} gives up half</translation>
    </message>
    <message>
        <source>Cola de llamadas</source>
        <translation>Call queue</translation>
    </message>
    <message>
        <source>Alertas</source>
        <translation>Alerts</translation>
    </message>
    <message>
        <source>Formulario</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Móviles</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>Mapa</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Pendientes</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>Pared</source>
        <translation>Wall</translation>
    </message>
    <message>
        <source>⇧ + flecha</source>
        <translation>⇧ + arrow</translation>
    </message>
    <message>
        <source>Supr</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Inicio</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>Pestañas</source>
        <translation>Tabs</translation>
    </message>
    <message>
        <source>Despacho</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>Cronología</source>
        <translation>Time line</translation>
    </message>
    <message>
        <source>BOLO</source>
        <translation>BOLO</translation>
    </message>
    <message>
        <source>Bitácora</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Relevo</source>
        <translation>Handover</translation>
    </message>
</context>
<context>
    <name>workspaces</name>
    <message>
        <source>Espacio de trabajo</source>
        <translation>Workspace</translation>
    </message>
    <message>
        <source>El de su función</source>
        <translation>The one of your role</translation>
    </message>
    <message>
        <source>Guardar como…</source>
        <translation>Keep as…</translation>
    </message>
    <message>
        <source>Pared en otra pantalla</source>
        <translation>Wall on another screen</translation>
    </message>
    <message>
        <source>espacio guardar </source>
        <translation>workspace save </translation>
    </message>
    <message>
        <source>El espacio guardado no se usa; queda el de su función. {why}</source>
        <translation>The workspace that was kept is not used; your role&apos;s stays. {why}</translation>
    </message>
    <message>
        <source>Espacio «{name}» guardado</source>
        <translation>Workspace “{name}” kept</translation>
    </message>
    <message>
        <source>Espacio «{name}»</source>
        <translation>Workspace “{name}”</translation>
    </message>
    <message>
        <source>Espacio de su función</source>
        <translation>Your role&apos;s workspace</translation>
    </message>
    <message>
        <source>Espacio «{name}» borrado</source>
        <translation>Workspace “{name}” deleted</translation>
    </message>
    <message>
        <source>en este puesto y en el servidor</source>
        <translation>at this desk and on the server</translation>
    </message>
    <message>
        <source>Volvió una pantalla</source>
        <translation>A screen has returned</translation>
    </message>
    <message>
        <source>No se entiende lo guardado.</source>
        <translation>What was kept cannot be understood.</translation>
    </message>
    <message>
        <source>Es de otra versión de Atalaya.</source>
        <translation>It is of another version of Atalaya.</translation>
    </message>
    <message>
        <source>Es demasiado grande.</source>
        <translation>It is too large.</translation>
    </message>
    <message>
        <source>Tiene demasiadas divisiones.</source>
        <translation>It is divided too often.</translation>
    </message>
    <message>
        <source>Tiene dos veces el mismo panel.</source>
        <translation>It has the same pane twice.</translation>
    </message>
    <message>
        <source>Es de otra función.</source>
        <translation>It is another role&apos;s.</translation>
    </message>
    <message>
        <source>Ese nombre no se puede usar.</source>
        <translation>That name cannot be used.</translation>
    </message>
    <message>
        <source>Ya hay {most} espacios: borre alguno.</source>
        <translation>There are {most} workspaces already: delete one.</translation>
    </message>
    <message>
        <source>No hay un espacio con ese nombre.</source>
        <translation>There is no workspace of that name.</translation>
    </message>
    <message>
        <source>El servidor no responde.</source>
        <translation>The server does not answer.</translation>
    </message>
    <message>
        <source>Se fue una pantalla</source>
        <translation>A screen went</translation>
    </message>
    <message>
        <source>aquí hasta que vuelva: {panes}</source>
        <translation>here until it returns: {panes}</translation>
    </message>
</context>
</TS>
