// Greek of what else a visitor has begun.

export const words = { others: 'Άλλες συνομιλίες του επισκέπτη' }
