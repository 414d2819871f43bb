namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>A share of the variance.</summary>
/// <param name="Fields">One hyperparameter for its main effect, two for their interaction beyond both main effects.</param>
/// <param name="Share">0 … 1.</param>
public sealed record Effect(IReadOnlyList<TrialField> Fields, double Share);
