using System.Runtime.Intrinsics.X86;

namespace Explorer.Recommender.Numerics;

/// <summary>Asks for memory before it is needed, so that it is near when it is.</summary>
internal static unsafe class Nearby
{
    private const int LineBytes = 64;

    /// <summary>Asks for some rows of a table. Nothing happens where the processor cannot be asked.</summary>
    /// <param name="rows">Which, shape [count].</param>
    public static void Prefetch(AlignedTable<float> table, int* rows, int count)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        var first = (byte*)table.Pointer(0);
        var stride = (nint)table.Stride * sizeof(float);
        for (var place = 0; place < count; place++)
        {
            var row = first + (rows[place] * stride);
            for (var offset = (nint)0; offset < stride; offset += LineBytes)
            {
                Sse.Prefetch0(row + offset);
            }
        }
    }
}
