using System.ComponentModel.DataAnnotations;

namespace Explorer.Lab.Refits;

/// <summary>What previews of trials may cost. Section <c>Previews</c>.</summary>
public sealed class PreviewOptions
{
    /// <summary>Megabytes (10⁶ bytes) of disk that previews may take together; beyond, the oldest are dropped.</summary>
    [Range(1, 1 << 24)]
    public int Megabytes { get; set; } = 500;
}
