namespace Explorer.Web.Galleries;

/// <summary>Which trial a live gallery shows while none is selected.</summary>
public enum LiveFollow
{
    /// <summary>The best one so far; before there is one, the first that runs.</summary>
    Best,

    /// <summary>The first that runs; the best one when none does.</summary>
    Running,
}
