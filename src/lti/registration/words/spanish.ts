import type { RegistrationWords } from './words.ts';

export const spanish: RegistrationWords = {
  language: 'es',
  tool: {
    name: 'Próximos cursos recomendados',
    description: 'Muestra a los estudiantes qué cursos les convienen después, y por qué.',
    select: 'Añadir cursos recomendados',
    administration: 'Próximos cursos recomendados: administración',
  },
  confirm: {
    title: 'Registrar Próximos cursos recomendados',
    introduction: (host) =>
      `Esto conecta ${host} con «Próximos cursos recomendados». Todavía no se ha registrado nada.`,
    places: 'Dónde aparecerá',
    placesFor: {
      activity: 'Como herramienta externa que el profesorado añade a sus cursos',
      select: 'En «Seleccionar contenido», con ajustes',
      navigation: 'En la navegación de los cursos, de los usuarios y de todo el sitio',
      administration: 'En la navegación de la cuenta, para administradores',
    },
    data: 'Qué recibirá',
    roster: 'Quién participa en un curso, y con qué rol',
    noRoster: 'Ninguna lista de participantes: esta plataforma no las ofrece',
    noNames: 'No pide nombres ni direcciones de correo, no pone calificaciones y no guarda nombres.',
    approved: 'Se puede usar en cuanto la haya activado.',
    pending: 'Quienes administran esta herramienta deben aprobar su institución antes de que se pueda abrir.',
    register: 'Registrar',
  },
  done: {
    title: 'Registrada',
    approved: 'Su institución está aprobada: la herramienta se puede abrir.',
    pending: (name) =>
      `Su institución espera la aprobación con el nombre «${name}». Hasta entonces, la herramienta lo dice a quien la abra.`,
    rosterRefused:
      'Su plataforma no ha concedido las listas de participantes. La herramienta funciona, pero solo conoce los cursos importados de otro modo.',
    close: 'Cerrar',
  },
};
