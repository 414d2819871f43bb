using System.Runtime.Intrinsics;
using Explorer.Recommender.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Explorer.Recommender.Tests.Numerics;

public sealed class DoubleProductTests
{
    [Fact]
    public void The_only_rounding_is_the_last()
    {
        foreach (var size in Padded.AwkwardLengths.Where(length => length > 0))
        {
            foreach (var rows in Padded.AwkwardLengths.Append(100))
            {
                var a = Padded.Random(rows, size, 1);
                var (upper, matrix) = Upper(size);
                var c = new AlignedTable<float>(rows, size);

                DoubleProduct.Multiply(a, upper, Triangle.Upper, c, 2, TestContext.Current.CancellationToken);

                for (var row = 0; row < rows; row++)
                {
                    var expected = a.ToMatrix().Row(row) * matrix;
                    Assert.All(Enumerable.Range(0, c.Stride), column =>
                        Assert.Equal(column < size ? expected[column] : 0, c.PaddedRow(row)[column], 1e-7 * Math.Max(1, expected.InfinityNorm())));
                }
            }
        }
    }

    [Fact]
    public void Every_width_gives_the_same()
    {
        foreach (var size in Padded.AwkwardLengths.Where(length => length > 0))
        {
            var wide = Block<Lanes512<double>, Vector512<double>>(size);

            Assert.True((wide - Block<Lanes256<double>, Vector256<double>>(size)).FrobeniusNorm() < 1e-6);
            Assert.True((wide - Block<LanesScalar<double>, double>(size)).FrobeniusNorm() < 1e-6);
        }
    }

    private static Matrix<double> Block<TLanes, TVector>(int size)
        where TVector : struct
        where TLanes : ILanes<double, TVector>
    {
        var numbers = Padded.Random(2 * Tile.Rows, size, 3);
        var a = new AlignedTable<double>(numbers.RowCount, size);
        System.Numerics.Tensors.TensorPrimitives.ConvertChecked<float, double>(numbers.Values, a.Values);
        var c = new AlignedTable<double>(numbers.RowCount, size);
        c.Values.Fill(double.NaN);

        DoubleProduct.MultiplyBlock<TLanes, TVector>(a, Upper(size).Table, Triangle.Upper, c);

        return Matrix<double>.Build.Dense(c.RowCount, size, (row, column) => c[row][column]);
    }

    private static (AlignedTable<double> Table, Matrix<double> Matrix) Upper(int size)
    {
        var numbers = Padded.Random(size, size, 2);
        var table = new AlignedTable<double>(size, size);
        for (var row = 0; row < size; row++)
        {
            for (var column = row; column < size; column++)
            {
                table[row][column] = numbers[row][column] * 1e6;
            }
        }

        return (table, Matrix<double>.Build.Dense(size, size, (row, column) => table[row][column]));
    }
}
