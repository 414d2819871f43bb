namespace Explorer.Lab.Sweeps;

/// <summary>What a sweep needs of the memory.</summary>
/// <param name="SplitBytes">The likes, shared by all trials.</param>
/// <param name="TrialBytes">The largest trial, beside the likes.</param>
/// <param name="BudgetBytes">What may be used.</param>
/// <param name="TrialsAtOnce">How many of the largest trials run at once; 0 when not even one fits.</param>
public sealed record MemoryPlan(long SplitBytes, long TrialBytes, long BudgetBytes, int TrialsAtOnce);
