using System.Runtime.Intrinsics;

namespace Explorer.Recommender.Numerics;

/// <summary>Which width of vector the kernels use. Chosen once, when the process starts, by what the processor has.</summary>
internal static class Simd
{
    /// <summary>Set to 1, this environment variable makes every kernel run its scalar twin.</summary>
    public const string ScalarSwitch = "EXPLORER_SCALAR";

    /// <summary>Rows are padded to a multiple of this many numbers, so that every width ends exactly at the end of a row.</summary>
    public const int RowPadding = 16;

    private static readonly bool s_scalar = Environment.GetEnvironmentVariable(ScalarSwitch) is "1" or "true";

    /// <summary>512-bit vectors.</summary>
    public static readonly bool Use512 = !s_scalar && Vector512.IsHardwareAccelerated;

    /// <summary>256-bit vectors, when there are no wider ones.</summary>
    public static readonly bool Use256 = !s_scalar && !Use512 && Vector256.IsHardwareAccelerated;

    /// <summary>For logs and benchmarks.</summary>
    public static string Name => Use512 ? "512-bit vectors" : Use256 ? "256-bit vectors" : "scalar";

    /// <summary>The smallest multiple of <paramref name="unit"/> that is not below <paramref name="value"/>.</summary>
    public static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;
}
