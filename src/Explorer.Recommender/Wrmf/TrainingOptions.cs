namespace Explorer.Recommender.Wrmf;

/// <summary>How to train, as opposed to what: none of these but the seed changes the result.</summary>
/// <param name="Seed">Start factors are N(0, 1) drawn from this seed.</param>
/// <param name="Threads">Workers for one half-epoch, 1 or more; 0 means one per processor.</param>
public sealed record TrainingOptions(int Seed, int Threads = 0);
