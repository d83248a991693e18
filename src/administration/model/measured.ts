/** NDCG@10 of the whole model: on the demo college, on the graduate school. */
export type Figures = readonly [college: number, school: number];

/** What `npm run evaluate` measured with one choice changed (docs/decisions/0005 has the commands). */
export const measured: {
  shipped: Figures;
  loss: Readonly<Record<string, Figures>>;
  dimensions: Readonly<Record<string, Figures>>;
  attentionDimensions: Readonly<Record<string, Figures>>;
  without: Readonly<Record<string, Figures>>;
} = {
  shipped: [0.457, 0.579],
  loss: { bce: [0.449, 0.563], focal: [0.456, 0.577] },
  dimensions: { 32: [0.455, 0.583], 64: [0.455, 0.579] },
  attentionDimensions: { 32: [0.46, 0.572] },
  without: {
    transitions: [0.456, 0.567],
    'item-neighbours': [0.464, 0.569],
    ease: [0.454, 0.57],
    network: [0.457, 0.571],
    attention: [0.466, 0.569],
    content: [0.46, 0.57],
    trends: [0.463, 0.533],
    programme: [0.403, 0.58],
    popularity: [0.462, 0.567],
    season: [0.463, 0.553],
    affinity: [0.461, 0.573],
  },
};
