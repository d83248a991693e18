import { course, type Subject } from './catalogue-entry.ts';

export const mathematics: Subject = {
  name: 'Mathematics',
  faculty: 'Science and Technology',
  courses: [
    course(
      'MAT101',
      'introductory',
      'Calculus of One Variable',
      'Limits, derivatives and integrals as tools for describing change. You model cooling coffee, growing populations and braking cars, learn the techniques by hand, and check the results numerically. Proofs appear where they illuminate, and every week ends with a problem from another science.',
    ),
    course(
      'MAT102',
      'introductory',
      'Discrete Mathematics',
      'Logic, sets, relations, counting, induction and graphs: the mathematics behind computing. You write your first proofs, find mistakes in convincing wrong ones, count passwords and poker hands, colour maps, and discover why some puzzles about networks are easy while close relatives remain unsolved.',
    ),
    course(
      'MAT103',
      'introductory',
      'Mathematics Refresher',
      'Fractions, equations, functions, logarithms and trigonometry, rebuilt from the ground for students returning to study. Short lectures alternate with supervised exercises at your own pace. A diagnostic test in the first week finds the gaps, and a second one at the end shows that they are closed.',
    ),
    course(
      'MAT201',
      'intermediate',
      'Linear Algebra',
      'Vectors, matrices, eigenvalues and orthogonality, with geometry always in view. Applications run from page ranking and image compression to the vibration of bridges and least-squares fitting. You solve small systems by hand, large ones by computer, and learn what can go wrong between the two.',
      ['MAT101'],
    ),
    course(
      'MAT202',
      'intermediate',
      'Probability',
      'Random variables, expectation, conditional probability and the great limit theorems. Gambling paradoxes, queues, epidemics and insurance supply the examples. You simulate before you calculate, prove inequalities that bound bad luck, and learn why intuition about coincidence and rare events is so often mistaken.',
      ['MAT101'],
    ),
    course(
      'MAT203',
      'intermediate',
      'Multivariable Calculus',
      'Partial derivatives, gradients, multiple integrals and vector fields, culminating in the theorems of Green, Gauss and Stokes. You optimise with constraints, compute flows and surface areas, and see how the language of fields describes heat, fluids and electromagnetism in three dimensions.',
      ['MAT101'],
    ),
    course(
      'MAT204',
      'intermediate',
      'Differential Equations',
      'Equations whose unknown is a function: springs, circuits, predators and prey, spreading disease. Exact methods, phase portraits, stability and numerical integration stand side by side. A modelling project asks you to choose the equations yourself and to defend what you left out of them.',
      ['MAT101'],
    ),
    course(
      'MAT301',
      'advanced',
      'Real Analysis',
      'Calculus rebuilt with complete rigour: completeness, sequences, continuity, compactness, uniform convergence and integration. The course trains the reading and writing of careful proofs, presents the pathological functions that forced mathematicians to be careful, and prepares for measure theory and functional analysis.',
      ['MAT203'],
    ),
    course(
      'MAT302',
      'advanced',
      'Abstract Algebra',
      'Groups, rings and fields, the structures behind symmetry and number. You classify wallpaper patterns, prove that some angles cannot be trisected, build finite fields, and use them for error-correcting codes that let a scratched disc play and a distant spacecraft be understood.',
      ['MAT102', 'MAT201'],
    ),
    course(
      'MAT303',
      'advanced',
      'Numerical Methods',
      'How computers solve the equations that pen and paper cannot. Floating-point arithmetic, root finding, interpolation, quadrature, linear solvers and time stepping, each with its error analysis. You implement the methods in Python, compare them on stiff and ill-conditioned problems, and learn to distrust many digits.',
      ['MAT201', 'CMP101'],
    ),
    course(
      'MAT304',
      'advanced',
      'Cryptography',
      'Number theory at work: modular arithmetic, primes, elliptic curves and the ciphers, signatures and key exchanges built on them. You break historical systems by hand, attack badly implemented modern ones by program, and study what quantum computers would change about secrecy.',
      ['MAT102'],
    ),
  ],
};
