using System.Runtime.Intrinsics;
using Explorer.Recommender.Numerics;

namespace Explorer.Recommender.Tests.Numerics;

public sealed class MatrixProductTests
{
    public static TheoryData<int, int> Shapes()
    {
        var shapes = new TheoryData<int, int>();
        foreach (var rows in Padded.AwkwardLengths)
        {
            foreach (var columns in Padded.AwkwardLengths.Where(length => length > 0))
            {
                shapes.Add(rows, columns);
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_width_equals_the_naive_product(int rows, int columns)
    {
        Check<Lanes512<float>, Vector512<float>>(rows, columns);
        Check<Lanes256<float>, Vector256<float>>(rows, columns);
        Check<LanesScalar<float>, float>(rows, columns);
    }

    [Theory]
    [InlineData(Triangle.Upper)]
    [InlineData(Triangle.Lower)]
    public void Skipping_the_empty_triangle_changes_nothing(object triangle)
    {
        foreach (var size in Padded.AwkwardLengths.Where(length => length > 0).Append(70))
        {
            var b = Padded.Random(size, size, 2);
            for (var row = 0; row < size; row++)
            {
                for (var column = 0; column < size; column++)
                {
                    b[row][column] = (Triangle)triangle == Triangle.Upper == column >= row || row == column ? b[row][column] : 0;
                }
            }

            var a = Padded.Random(13, size, 1);
            var skipping = new AlignedTable<float>(13, size);
            var full = new AlignedTable<float>(13, size);

            MatrixProduct.Multiply(a, Panels.Of(b), (Triangle)triangle, skipping, 2, TestContext.Current.CancellationToken);
            MatrixProduct.Multiply(a, Panels.Of(b), Triangle.None, full, 1, TestContext.Current.CancellationToken);

            Assert.Equal(full.Values.ToArray(), skipping.Values.ToArray());
        }
    }

    private static void Check<TLanes, TVector>(int rows, int size)
        where TVector : struct
        where TLanes : ILanes<float, TVector>
    {
        var a = Padded.Random(rows, size, 1);
        var b = Padded.Random(size, size, 2);
        var before = a.Values.ToArray();
        var c = Padded.WithinNaN(rows * a.Stride, out var whole);

        MatrixProduct.MultiplyRows<TLanes, TVector>(a.Values, a.Stride, Panels.Of(b), Triangle.None, c, a.Stride, rows);

        var expected = a.ToMatrix() * b.ToMatrix();
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < a.Stride; column++)
            {
                Assert.Equal(column < size ? expected[row, column] : 0, c[(row * a.Stride) + column], 1e-4);
            }
        }

        Padded.AssertUntouchedAround(whole, c.Length);
        Assert.Equal(before, a.Values.ToArray());
    }
}
