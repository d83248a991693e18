import { course, type Subject } from './catalogue-entry.ts';

export const environment: Subject = {
  name: 'Environment',
  faculty: 'Life and Environment',
  courses: [
    course(
      'ENV101',
      'introductory',
      'Planet Earth',
      'Rocks, oceans, air and ice as one system. Plate tectonics, the water and carbon cycles, weather and the long history of climate are read from maps, cores and landscapes. Two excursions take you into a quarry and up a river, with a geologist’s hammer and a sampling bottle.',
    ),
    course(
      'ENV102',
      'introductory',
      'Climate Change Explained',
      'What is known about a warming world, how it is known, and what remains uncertain. You work with temperature and emission data, run a simple climate model, compare policies and technologies, and learn to tell a scientific disagreement from a manufactured one in the news.',
    ),
    course(
      'ENV201',
      'intermediate',
      'Soils and Water',
      'Soil formation, nutrients, groundwater and river chemistry, in the field and in the laboratory. You dig profiles, measure infiltration, trace a pollutant through a catchment, and advise a farmer and a waterworks whose interests differ about nitrogen, erosion and the planting of hedges.',
      ['ENV101'],
    ),
    course(
      'ENV202',
      'intermediate',
      'Renewable Energy Systems',
      'Sun, wind, water, biomass and storage: how much there is, what it costs and how a grid copes. You size a photovoltaic roof, analyse wind data, visit a hydroelectric plant, and design a year of carbon-free electricity for an island with five thousand inhabitants.',
      ['ENV102'],
    ),
    course(
      'ENV203',
      'intermediate',
      'Environmental Policy and Law',
      'Who decides about air, water, species and land, and by which rules? Treaties, permits, impact assessment, emission trading and litigation are studied through real cases. In a simulated hearing on a new motorway every student argues a position drawn by lot, then writes the ruling.',
    ),
    course(
      'ENV204',
      'intermediate',
      'Oceans and Coasts',
      'Tides, waves, currents and the life that depends on them. Coral bleaching, fisheries, plastic and rising seas are examined with satellite data and a week at a marine station. You survey a beach twice, after calm and after storm, and calculate where the sand went.',
      ['ENV101'],
    ),
    course(
      'ENV205',
      'intermediate',
      'Sustainable Cities',
      'How towns use land, energy, water and time, and how they could use less. Transport, housing, green space and waste are compared across ten cities on four continents. Teams propose a realistic change to one neighbourhood, count its benefits, and present it to residents and planners.',
    ),
    course(
      'ENV301',
      'advanced',
      'Climate Modelling',
      'Build and question the models behind climate projections. Radiation balance, atmospheric circulation, feedbacks, parametrisation and ensembles are implemented step by step in Python. You compare runs with observations, attribute an extreme event, and communicate the spread of results without hiding or exaggerating it.',
      ['ENV102', 'MAT204'],
    ),
    course(
      'ENV302',
      'advanced',
      'Life Cycle Assessment',
      'Count everything that a product takes and leaves, from mine to landfill. System boundaries, inventories, impact categories and sensitivity are practised with professional software. You assess a cotton bag, a heat pump and a product of your choice, and have another team try to overturn your conclusions.',
      ['ENV202'],
    ),
    course(
      'ENV303',
      'advanced',
      'Natural Hazards and Resilience',
      'Floods, earthquakes, storms, landslides and fires, and why the same event is a nuisance in one place and a disaster in another. Hazard maps, early warning, insurance and evacuation are planned for a valley that you know. Emergency services join the final exercise.',
      ['ENV201', 'DAT204'],
    ),
  ],
};
