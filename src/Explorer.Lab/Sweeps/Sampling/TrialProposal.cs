using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>A trial to queue.</summary>
/// <param name="Seed">Draws its split and its start factors.</param>
/// <param name="Generation">Which call of the sampler proposed it, from 0.</param>
internal sealed record TrialProposal(Hyperparameters Hyperparameters, int Seed, int Generation);
