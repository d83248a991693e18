import type { TranslatedCourses } from './translated-courses.ts';

export const spanish: TranslatedCourses = {
  ART102: [
    'Fundamentos de fotografía',
    'Apertura, velocidad de obturación, luz y composición, con cámara o con teléfono. Cada semana se hace un retrato, una escena de calle o una toma nocturna, y se habla de consentimiento, de manipulación y de imágenes que cambiaron ideas.',
  ],
  ART205: [
    'Historia del arte: imágenes y poder',
    'De los relieves de palacio a las pancartas: cómo las imágenes han servido, burlado y derribado al poder. Pintura, escultura, arquitectura y fotografía se estudian en museos y en la calle, y usted guía una visita.',
  ],
  BIO201: [
    'Genética y herencia',
    'Los guisantes de Mendel, cromosomas, mutaciones, expresión génica y genética de poblaciones. Se cruzan moscas de la fruta, se leen árboles genealógicos y se extrae el propio ADN; en los seminarios se discuten las pruebas genéticas.',
  ],
  BIO202: [
    'Ecología de comunidades',
    'Cómo conviven las especies: competencia, depredación, simbiosis, sucesión y redes tróficas. En semanas de campo, en el bosque y en la costa, se practican el muestreo, la identificación y el análisis.',
  ],
  BUS102: [
    'Contabilidad y libros de cuentas',
    'La partida doble, del primer recibo a las cuentas anuales. Se lleva durante un año la contabilidad de una tienda de bicicletas, en papel y con un programa, y se aprende a leer el balance, la cuenta de resultados y el flujo de caja.',
  ],
  BUS103: [
    'Fundamentos de marketing',
    'Descubrir qué necesita la gente, ofrecerlo, ponerle precio y darlo a conocer. Segmentación, marcas, canales y promoción se practican con una tienda del barrio; las encuestas van antes que los eslóganes.',
  ],
  BUS204: [
    'Recursos humanos y liderazgo',
    'Selección, evaluación, salario, conflicto y cambio, desde la mirada de quien dirige y de quien es dirigido. Los juegos de rol van de la entrevista de trabajo al despido; el derecho laboral da el marco.',
  ],
  BUS205: [
    'Gestión de proyectos',
    'Planificar, presupuestar y dirigir un trabajo que nadie ha hecho antes. Desglose de tareas, camino crítico, registro de riesgos y métodos ágiles se aplican a un proyecto para una asociación.',
  ],
  CMP101: [
    'Programar desde la primera línea',
    'Pequeños programas en Python cada semana: variables, condiciones, bucles, funciones y archivos. Se aprende a leer los mensajes de error sin miedo y a dividir un problema en pasos. No hace falta experiencia: es un curso para principiantes.',
  ],
  CMP103: [
    'Crear páginas web',
    'HTML semántico, diseño con CSS y primeros pasos en JavaScript. Se publica un sitio que funciona en el teléfono, con el teclado y con un lector de pantalla, y cada cambio se guarda con Git.',
  ],
  CMP201: [
    'Algoritmos y estructuras de datos',
    'Listas, árboles, tablas hash, montículos y grafos, y los algoritmos que los recorren y ordenan. Se estima el tiempo de ejecución antes de medirlo y cada semana se resuelve un ejercicio en parejas.',
  ],
  CMP202: [
    'Bases de datos en la práctica',
    'Modelar situaciones reales como tablas y documentos, escribir consultas SQL y mantener los datos coherentes con restricciones y transacciones. Se acelera una consulta lenta y se recupera una base dañada.',
  ],
  CMP302: [
    'Ingeniería de software seguro',
    'Pensar como quien ataca para construir mejor. Inyección, autenticación rota, corrupción de memoria y ataques a la cadena de suministro se practican en el laboratorio y se evitan desde el diseño.',
  ],
  DAT101: [
    'Pensar con datos',
    'Hacer una pregunta, buscar datos, limpiarlos, dibujarlos y decir con honradez qué muestran. Con hojas de cálculo y los primeros pasos en R se examinan alquileres y lluvias, y se descubren gráficos que mienten.',
  ],
  DAT201: [
    'Estadística para decidir',
    'Muestreo, intervalos de confianza, contrastes de hipótesis y regresión, con simulación antes que fórmulas. Se diseña un experimento, se calcula el tamaño de la muestra y se aprende a decir cuán incierta es una conclusión.',
  ],
  DAT202: [
    'Fundamentos de aprendizaje automático',
    'Modelos lineales, árboles de decisión, vecinos más próximos y agrupamiento, con validación cruzada y datos de prueba. Se construyen en Python un filtro de correo basura y un estimador de alquileres, y se explica dónde fallan.',
  ],
  DAT304: [
    'Inteligencia artificial responsable',
    'Equidad, privacidad, transparencia y responsabilidad cuando los algoritmos deciden sobre personas. Se audita un sistema de puntuación y se lee el reglamento europeo con una jurista.',
  ],
  ECO101: [
    'Economía de la vida cotidiana',
    'Precios, salarios, alquileres e impuestos como respuestas a la escasez. Oferta y demanda, incentivos y desigualdad se presentan con preguntas del periódico y con experimentos en clase.',
  ],
  ECO102: [
    'Finanzas personales',
    'Presupuesto, cuentas, crédito, seguros, pensiones e inversión para ingresos corrientes. Se comparan alquileres y préstamos y se entiende el interés compuesto en ambos sentidos.',
  ],
  ECO202: [
    'Macroeconomía',
    'Crecimiento, desempleo, inflación y crisis de economías enteras. Dinero, bancos centrales, deuda pública y comercio exterior se estudian con cifras recientes de los institutos de estadística.',
  ],
  EDU101: [
    'Ser docente',
    'Observar clases, preguntar por los propios recuerdos de la escuela y ponerse por primera vez ante un grupo. Relación, autoridad y diversidad se discuten con profesores con experiencia; un portafolio ayuda a decidir si esta es la profesión.',
  ],
  ENG103: [
    'Circuitos eléctricos',
    'Tensión, corriente, resistencia, condensadores, bobinas y los instrumentos que los miden. Se suelda una fuente de alimentación y un amplificador, y se buscan averías con el osciloscopio.',
  ],
  ENG302: [
    'Robótica',
    'Cinemática, sensores, localización, planificación y manipulación con brazos reales y robots móviles. Los equipos programan un robot que ordena una habitación; la seguridad de las personas cuenta en la clasificación.',
  ],
  ENV102: [
    'El cambio climático explicado',
    'Qué se sabe del calentamiento, cómo se sabe y qué sigue siendo incierto. Se trabaja con datos de temperatura y de emisiones, se usa un modelo sencillo del clima y se comparan políticas.',
  ],
  ENV202: [
    'Energías renovables',
    'Sol, viento, agua, biomasa y almacenamiento: cuánto hay, cuánto cuesta y cómo lo soporta la red. Se dimensiona un tejado fotovoltaico y se diseña un año de electricidad sin carbono para una isla.',
  ],
  HEA103: [
    'Primeros auxilios y emergencias',
    'Reconocer una emergencia y actuar en los diez primeros minutos: reanimación, hemorragias, quemaduras, ictus y choque. Se practica con actores, ruido y lluvia, y se obtiene un certificado reconocido.',
  ],
  HEA104: [
    'Nutrición y bienestar',
    'Qué hace la comida en el cuerpo y qué hacen los hábitos con la comida. Nutrientes, apetito, alergias y etiquetas, con la cocina como laboratorio; tres dietas de moda se contrastan con estudios.',
  ],
  HUM103: [
    'Preguntas de la filosofía',
    '¿Qué podemos saber, qué debemos hacer y quiénes somos para preguntarlo? Se leen pasajes breves de Platón, Descartes, Hume, Kant y Beauvoir, y se practica exponer un argumento en su forma más fuerte.',
  ],
  HUM202: [
    'El siglo veinte en sus fuentes',
    'Cartas, carteles, noticiarios, actas de procesos y estadísticas de una era de extremos. Revolución, genocidio, descolonización y guerra fría se estudian por las huellas que dejaron.',
  ],
  LAN101: [
    'Español para principiantes',
    'Presentarse, pedir en un bar, preguntar el camino y contar el día en español. Sonidos, presente, artículos y las primeras mil palabras salen de diálogos, canciones y cortometrajes.',
  ],
  LAN102: [
    'Alemán para principiantes',
    'Saludar, comprar, viajar y trabajar en alemán. El orden de las palabras, los casos y los verbos separables se practican en pequeñas porciones, con una clase hermana de Leipzig.',
  ],
  LAN103: [
    'Chino mandarín: primeros pasos',
    'Tonos, pinyin y doscientos caracteres para las primeras conversaciones en chino. Escribir, teclear y escuchar se entrenan a la vez; el té, el calendario y los apellidos hablan de la cultura.',
  ],
  LAW101: [
    'El derecho en la vida diaria',
    'Contratos, vecinos, trabajo, familia y policía: derechos y deberes que a todos tocan. Se leen leyes y sentencias, se escribe una reclamación eficaz y se aprende cuándo hace falta un abogado.',
  ],
  LAW201: [
    'Derecho de contratos y de consumo',
    'Oferta, aceptación, cumplimiento e incumplimiento, de la panadería a la tienda de aplicaciones. Condiciones generales, garantía, desistimiento y responsabilidad se practican con litigios reales.',
  ],
  LAW202: [
    'Derechos humanos',
    'Historia, filosofía y práctica de los derechos que son de todos. Libertad de expresión, asilo, tortura, discriminación y derechos sociales se siguen a través de sentencias decisivas.',
  ],
  LAW204: [
    'Protección de datos y derechos digitales',
    'Derecho de la privacidad para quien construye o mantiene sistemas. Datos personales, consentimiento, finalidad, acceso y supresión según el reglamento general, aplicados a una escuela y a una clínica.',
  ],
  MAT101: [
    'Cálculo de una variable',
    'Límites, derivadas e integrales como herramientas para describir el cambio. Se modela un café que se enfría y una población que crece, se calcula a mano y se comprueba numéricamente.',
  ],
  MAT201: [
    'Álgebra lineal',
    'Vectores, matrices, valores propios y ortogonalidad, siempre con la geometría a la vista. Las aplicaciones van de la ordenación de páginas web a la compresión de imágenes y la vibración de puentes.',
  ],
  MAT202: [
    'Probabilidad',
    'Variables aleatorias, esperanza, probabilidad condicionada y los grandes teoremas del límite. Juegos de azar, colas, epidemias y seguros dan los ejemplos.',
  ],
  MUS102: [
    'Teoría musical y educación del oído',
    'Escalas, intervalos, acordes y cadencias sobre el papel, al teclado y sobre todo de oído. Canciones, corales y clásicos del jazz dan los ejemplos; para empezar no hace falta ningún instrumento.',
  ],
  PSY101: [
    'Mente y conducta',
    'Percepción, memoria, emoción, personalidad e influencia social: las grandes preguntas de la psicología y los experimentos que quisieron responderlas. Cada participante repite un estudio clásico.',
  ],
  PSY201: [
    'Psicología del desarrollo',
    'De la primera mirada del recién nacido a la vejez. Apego, lenguaje, pensamiento, juego e identidad se estudian observando en una guardería y entrevistando a varias generaciones.',
  ],
};
