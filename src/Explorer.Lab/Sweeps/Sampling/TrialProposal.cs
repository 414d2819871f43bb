using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>A trial to queue.</summary>
/// <param name="Seed">Draws its split and its start factors; null for the hold-out's seed.</param>
/// <param name="Generation">Which call of the sampler proposed it, from 0; null when a person added it.</param>
internal sealed record TrialProposal(Hyperparameters Hyperparameters, int? Seed, int? Generation);
