using System.Text.Json.Serialization;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>How a <see cref="SearchRange"/> is stepped through and drawn from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RangeScale>))]
public enum RangeScale
{
    /// <summary>Equal ratios.</summary>
    Logarithmic,

    /// <summary>Equal differences.</summary>
    Linear,
}
