import { course, type Subject } from './course.ts';

export const computing: Subject = {
  name: 'Computing',
  faculty: 'Science and Technology',
  courses: [
    course(
      'CMP101',
      'introductory',
      'Programming from the First Line',
      'Write small Python programs every week: variables, conditions, loops, functions and files. You learn to read error messages without fear, to break a problem into steps, and to test what you wrote. The term ends with a text adventure of your own that classmates play and review. No experience is expected.',
    ),
    course(
      'CMP102',
      'introductory',
      'How Computers Work',
      'From transistors and logic gates to a processor that fetches, decodes and executes. You build a tiny computer in a simulator, write machine code for it, and follow a key press through memory, caches, interrupts and the operating system until a letter appears on the screen.',
    ),
    course(
      'CMP103',
      'introductory',
      'Building for the Web',
      'Semantic HTML, CSS layout and a first layer of JavaScript. You publish a site that works on a phone, with a keyboard and with a screen reader, learn how a browser requests and renders a page, and keep every change under version control with Git from the first week.',
    ),
    course(
      'CMP201',
      'intermediate',
      'Algorithms and Data Structures',
      'Lists, trees, hash tables, heaps and graphs, and the algorithms that search, sort and traverse them. You estimate running time before you measure it, prove simple invariants, and learn when a clever structure beats a faster machine. Weekly programming puzzles are solved in pairs and discussed in class.',
      ['CMP101'],
    ),
    course(
      'CMP202',
      'intermediate',
      'Databases in Practice',
      'Model real situations as tables and documents, write SQL queries with joins and aggregates, and keep data consistent with constraints and transactions. You tune a slow query by reading its plan, design an index, and recover a database from a backup that somebody has deliberately damaged beforehand.',
      ['CMP101'],
    ),
    course(
      'CMP203',
      'intermediate',
      'Object Design and Testing',
      'Structure larger programs with classes, interfaces and modules, and protect them with unit tests. Refactoring, dependency injection and code review are practised on an inherited project whose authors have left. You finish with software that a stranger can read, extend and release without asking you.',
      ['CMP101'],
    ),
    course(
      'CMP204',
      'intermediate',
      'Networks and the Internet',
      'Packets, addresses, routing and the protocols that carry web pages, mail and calls. You capture traffic, build a small network with switches and firewalls, debug a broken name server, and explain why encryption between browser and server does not hide whom you are talking to.',
      ['CMP102'],
    ),
    course(
      'CMP205',
      'intermediate',
      'Interfaces People Can Use',
      'Watch people use software, and redesign what confuses them. You sketch, prototype and test interfaces with real participants, study attention, memory and accessibility, and learn to argue for a design with evidence. Projects range from a ticket machine to a medication reminder for older adults.',
      ['CMP103'],
    ),
    course(
      'CMP301',
      'advanced',
      'Operating Systems and Concurrency',
      'Processes, threads, scheduling, virtual memory and file systems, studied in the source code of a teaching kernel. You add a system call, find a deadlock, write a lock-free queue and measure what a context switch costs. Programming is in C, with a debugger as your closest companion.',
      ['CMP102', 'CMP201'],
    ),
    course(
      'CMP302',
      'advanced',
      'Secure Software Engineering',
      'Think like an attacker in order to build like an engineer. Injection, broken authentication, memory corruption and supply-chain attacks are carried out in a laboratory, then closed by design. You threat-model a hospital appointment system and defend your report before practitioners from the industry.',
      ['CMP202', 'CMP204'],
    ),
    course(
      'CMP303',
      'advanced',
      'Distributed Systems',
      'What goes wrong when one computer becomes many: clocks that disagree, messages that arrive twice, networks that split. You implement replication and consensus, read the papers behind large cloud services, and break your own cluster under load to see which promises about consistency it really keeps.',
      ['CMP201', 'CMP204'],
    ),
    course(
      'CMP304',
      'advanced',
      'Compilers and Language Design',
      'Design a small programming language and build its compiler: lexer, parser, type checker, intermediate representation and code generation for WebAssembly. You compare static and dynamic typing by implementing both, and learn why error messages are the user interface on which every language depends.',
      ['CMP201'],
    ),
  ],
};
