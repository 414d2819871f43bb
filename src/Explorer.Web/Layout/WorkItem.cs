using Explorer.Lab.Work;

namespace Explorer.Web.Layout;

/// <summary>Something the server works on, or will.</summary>
/// <param name="Progress">0 … 1.</param>
/// <param name="Left">An estimate; null when there is none.</param>
public sealed record WorkItem(string Title, string Href, WorkState State, double Progress, TimeSpan? Left);
