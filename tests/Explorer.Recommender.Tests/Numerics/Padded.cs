using Explorer.Recommender.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Random;

namespace Explorer.Recommender.Tests.Numerics;

/// <summary>Tables for kernel tests: random inside, and outputs full of NaN so that what is not written shows.</summary>
internal static class Padded
{
    public static readonly int[] AwkwardLengths = [0, 1, 3, 7, 8, 9, 31, 33];

    public static AlignedTable<float> Random(int rows, int columns, int seed)
    {
        var table = new AlignedTable<float>(rows, columns);
        var random = new Normal(0, 1, new Xoshiro256StarStar(seed));
        for (var row = 0; row < rows; row++)
        {
            foreach (ref var value in table[row])
            {
                value = (float)random.Sample();
            }
        }

        return table;
    }

    /// <summary>A span of the middle of an array whose both ends are NaN, and the array to check afterwards.</summary>
    public static Span<float> WithinNaN(int length, out float[] whole)
    {
        whole = new float[length + 64];
        Array.Fill(whole, float.NaN);
        return whole.AsSpan(32, length);
    }

    public static void AssertUntouchedAround(float[] whole, int length)
    {
        Assert.All(whole[..32], value => Assert.True(float.IsNaN(value)));
        Assert.All(whole[(32 + length)..], value => Assert.True(float.IsNaN(value)));
    }

    public static Matrix<double> ToMatrix(this AlignedTable<float> table) =>
        Matrix<double>.Build.Dense(table.RowCount, table.ColumnCount, (row, column) => table[row][column]);
}
