namespace Explorer.Web.Sweeps;

/// <summary>A row of the table beside a chart.</summary>
/// <param name="Cells">As many as the table has columns.</param>
/// <param name="Filter">The expression that keeps this row's trials; empty when the row is not for filtering.</param>
public sealed record StudyRow(IReadOnlyList<string> Cells, string Filter = "");
