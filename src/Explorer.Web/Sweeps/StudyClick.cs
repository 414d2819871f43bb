namespace Explorer.Web.Sweeps;

/// <summary>Where a person has clicked a chart.</summary>
/// <param name="Trace">Index of the trace; −1 when unknown.</param>
/// <param name="Point">Index of the point in it; −1 when the trace has no list of points.</param>
/// <param name="X">As written on the axis.</param>
/// <param name="Y">As written on the axis.</param>
public sealed record StudyClick(int Trace, int Point, string X, string Y);
