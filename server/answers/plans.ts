// Plans: what a site promises to whom.

/** A site's plan by its id; the first, which is a guest's, when there is none of that id. */
export const planOf = <P extends { id: string }>(plans: readonly P[], id: string | null | undefined): P =>
  plans.find((plan) => plan.id === id) ?? plans[0]!
