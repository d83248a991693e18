import { course, type Subject } from './course.ts';

export const engineering: Subject = {
  name: 'Engineering',
  faculty: 'Science and Technology',
  courses: [
    course(
      'ENG101',
      'introductory',
      'Engineering Drawing and CAD',
      'Read and make technical drawings: projections, sections, dimensions, tolerances and fits. Freehand sketching comes first, then parametric modelling of parts and assemblies. You measure a broken bracket from a bicycle, model it, print it in plastic, and improve it until it holds.',
    ),
    course(
      'ENG102',
      'introductory',
      'Statics and Strength of Materials',
      'Forces, moments, trusses, stress, strain and bending: why bridges stand and shelves sag. Every principle is tested on models of wood, steel and spaghetti. You calculate a roof beam, find its weakest point, break it on purpose, and explain the difference from the prediction.',
    ),
    course(
      'ENG103',
      'introductory',
      'Electric Circuits',
      'Voltage, current, resistance, capacitors, inductors and the instruments that measure them. You solder, breadboard and simulate, build a power supply and an audio amplifier, find faults with an oscilloscope, and learn to respect mains electricity without being afraid of everything below it.',
    ),
    course(
      'ENG104',
      'introductory',
      'Workshop Practice',
      'Sawing, filing, drilling, turning, milling, welding and the safety that goes with each. You make a vice, a toolbox and a small engine part to a drawing, measure to hundredths of a millimetre, and learn to hear when a machine is unhappy.',
    ),
    course(
      'ENG201',
      'intermediate',
      'Thermodynamics and Heat',
      'Energy, entropy and the machines that live from their difference. Engines, refrigerators, heat pumps and power stations are analysed with tables and measured in the laboratory. You insulate a model house, predict its heating bill, and compare the result with a winter of data.',
      ['MAT101'],
    ),
    course(
      'ENG202',
      'intermediate',
      'Microcontrollers and Sensors',
      'Small computers that touch the world. Digital and analogue inputs, interrupts, buses, motors and low-power design are programmed in C on an inexpensive board. The project is a weather station, a plant waterer or an instrument, and it must run for a month unattended.',
      ['ENG103', 'CMP101'],
    ),
    course(
      'ENG203',
      'intermediate',
      'Fluid Mechanics',
      'Pressure, flow, viscosity and turbulence in pipes, rivers, arteries and around wings. Experiments in the water channel and wind tunnel accompany Bernoulli, Reynolds and the boundary layer. You design a pumping system for a village and check it against a numerical simulation.',
      ['MAT101', 'ENG102'],
    ),
    course(
      'ENG204',
      'intermediate',
      'Materials Science',
      'Why copper bends, glass shatters and rubber returns. Crystals, defects, alloys, polymers, ceramics and composites are linked to their properties and uses. You polish, etch and photograph a microstructure, test it to failure, and choose a material for a product with recycling in mind.',
      ['ENG102'],
    ),
    course(
      'ENG205',
      'intermediate',
      'Timber and Sustainable Construction',
      'Build with wood, straw, clay and reused components. Building physics, joints, moisture, fire and acoustics are studied in existing houses and at full scale. The class plans and erects a small pavilion, with structural calculation, timetable, costs and a life cycle assessment.',
      ['ENG102'],
    ),
    course(
      'ENG301',
      'advanced',
      'Control Systems',
      'Make things behave: feedback, transfer functions, stability, PID and state-space control. You balance a pendulum, steer a quadcopter and regulate a greenhouse, identify models from measurements, and see how delay and noise turn an elegant controller into an unstable one.',
      ['MAT204', 'ENG202'],
    ),
    course(
      'ENG302',
      'advanced',
      'Robotics',
      'Kinematics, sensing, localisation, planning and manipulation with real arms and wheeled robots. Teams program a robot that tidies a room, using an open-source framework, cameras and lidar. Safety around people, robustness and the long tail of odd situations decide the final ranking.',
      ['ENG202', 'MAT201'],
    ),
    course(
      'ENG303',
      'advanced',
      'Power Electronics and Electric Drives',
      'Convert, control and store electrical energy: rectifiers, inverters, converters, motors and batteries. You build a motor controller for a cargo bicycle, measure losses and interference, study charging and grid integration, and understand why switching fast is useful and noisy at the same time.',
      ['ENG103', 'ENG202'],
    ),
  ],
};
