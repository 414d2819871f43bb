namespace Explorer.Web.Sweeps;

/// <summary>As what a chart can be saved.</summary>
public enum ChartFormat
{
    /// <summary>A bitmap in the size of a slide.</summary>
    Png,

    /// <summary>Lines and text, sharp at any size.</summary>
    Svg,

    /// <summary>The numbers that are drawn.</summary>
    Csv,
}
