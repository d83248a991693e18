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
  shipped: [0.462, 0.576],
  loss: { bce: [0.46, 0.569], focal: [0.46, 0.565] },
  dimensions: { 32: [0.46, 0.578], 64: [0.465, 0.573] },
  attentionDimensions: { 32: [0.464, 0.575] },
  without: {
    transitions: [0.456, 0.576],
    'item-neighbours': [0.46, 0.569],
    ease: [0.449, 0.565],
    network: [0.457, 0.569],
    attention: [0.462, 0.577],
    content: [0.458, 0.571],
    trends: [0.462, 0.539],
    programme: [0.405, 0.576],
    popularity: [0.463, 0.576],
    season: [0.462, 0.553],
    affinity: [0.464, 0.568],
  },
};
