using System.Text.Json.Serialization;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>How a sweep chooses what to try.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SamplerKind>))]
public enum SamplerKind
{
    /// <summary>Every combination.</summary>
    Grid,

    /// <summary>Combinations drawn at random.</summary>
    Random,

    /// <summary>Some at random, then those that a model of the finished ones finds promising: <see cref="ParzenSampler"/>.</summary>
    Model,
}
