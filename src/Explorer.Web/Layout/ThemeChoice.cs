namespace Explorer.Web.Layout;

/// <summary>What a visitor can choose; remembered by the browser.</summary>
public enum ThemeChoice
{
    /// <summary>Whatever the operating system says, as it changes.</summary>
    System,

    /// <summary>Always light.</summary>
    Light,

    /// <summary>Always dark.</summary>
    Dark,
}
