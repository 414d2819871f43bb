using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Wrmf;

/// <summary>Where the factors of one side are heading: X + β·Δ, with Δ the change of the last epoch and β the share of it that will come again.</summary>
/// <remarks>
/// Alternating least squares converge linearly, so a change is about the one before times a rate that hardly varies:
/// β = ⟨Δ, Δ'⟩ / ⟨Δ', Δ'⟩, with Δ' the change before. From there conjugate gradient begins with a fraction of the residual that X leaves. Only
/// the guess depends on it, never how near to the solution the steps end; so of each number of Δ the upper sixteen bits suffice.
/// </remarks>
internal sealed class Extrapolation
{
    private const int BlockRows = 256;

    /// <summary>Sixteen bits of a float: sign, exponent and seven bits of what follows.</summary>
    private AlignedTable<ushort>? _change;
    private float _share;
    private int _epochs;

    /// <summary>The guess for some rows.</summary>
    /// <param name="x">X of the last epoch, shape [rows × f].</param>
    /// <param name="first">The first row to guess.</param>
    /// <param name="rows">How many.</param>
    /// <param name="guess">Receives it, shape [rows × stride].</param>
    public void Guess(AlignedTable<float> x, int first, int rows, Span<float> guess)
    {
        var last = x.Rows(first, rows);
        if (_change is null || _share == 0)
        {
            last.CopyTo(guess);
            return;
        }

        var changes = MemoryMarshal.Cast<ushort, Vector<ushort>>(_change.Rows(first, rows));
        var from = MemoryMarshal.Cast<float, Vector<float>>(last);
        var to = MemoryMarshal.Cast<float, Vector<float>>(guess);
        for (var place = 0; place < changes.Length; place++)
        {
            var (low, high) = Widen(changes[place]);
            to[2 * place] = from[2 * place] + (_share * low);
            to[(2 * place) + 1] = from[(2 * place) + 1] + (_share * high);
        }
    }

    /// <summary>Takes note of a new epoch.</summary>
    /// <remarks>Sums are taken in blocks and added in order: the same for any number of workers. Goes through memory once, and is not to be cut off halfway.</remarks>
    /// <param name="before">X of the epoch before, shape [rows × f].</param>
    /// <param name="after">X, same shape.</param>
    public void Learn(AlignedTable<float> before, AlignedTable<float> after, int workers)
    {
        // The first step leads from the start to something that has nothing to do with it.
        if (_epochs++ == 0)
        {
            return;
        }

        var change = _change ??= new AlignedTable<ushort>(after.RowCount, after.ColumnCount);
        var blocks = (after.RowCount + BlockRows - 1) / BlockRows;
        var products = new double[blocks];
        var squares = new double[blocks];
        Workers.Run(
            workers,
            blocks,
            (block, _) =>
            {
                var first = block * BlockRows;
                var rows = Math.Min(BlockRows, after.RowCount - first);
                (products[block], squares[block]) = Exchange(before.Rows(first, rows), after.Rows(first, rows), change.Rows(first, rows));
            },
            CancellationToken.None);
        var share = TensorPrimitives.Sum<double>(products) / TensorPrimitives.Sum<double>(squares);
        _share = double.IsFinite(share) ? (float)Math.Clamp(share, 0, 1) : 0;
    }

    /// <summary>Puts Δ in place of Δ'.</summary>
    /// <returns>⟨Δ, Δ'⟩ and ⟨Δ', Δ'⟩.</returns>
    private static (double Product, double Square) Exchange(ReadOnlySpan<float> before, ReadOnlySpan<float> after, Span<ushort> change)
    {
        var changes = MemoryMarshal.Cast<ushort, Vector<ushort>>(change);
        var old = MemoryMarshal.Cast<float, Vector<float>>(before);
        var present = MemoryMarshal.Cast<float, Vector<float>>(after);
        Vector<float> product = default, square = default;
        for (var place = 0; place < changes.Length; place++)
        {
            var low = present[2 * place] - old[2 * place];
            var high = present[(2 * place) + 1] - old[(2 * place) + 1];
            var (lowThen, highThen) = Widen(changes[place]);
            product += (low * lowThen) + (high * highThen);
            square += (lowThen * lowThen) + (highThen * highThen);
            changes[place] = Vector.Narrow(Vector.AsVectorUInt32(low) >> 16, Vector.AsVectorUInt32(high) >> 16);
        }

        return (Vector.Sum(product), Vector.Sum(square));
    }

    private static (Vector<float> Low, Vector<float> High) Widen(Vector<ushort> kept)
    {
        Vector.Widen(kept, out var low, out var high);
        return (Vector.AsVectorSingle(low << 16), Vector.AsVectorSingle(high << 16));
    }
}
