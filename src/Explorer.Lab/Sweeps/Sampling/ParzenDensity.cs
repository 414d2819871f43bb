using MathNet.Numerics.Distributions;

namespace Explorer.Lab.Sweeps.Sampling;

/// <summary>A density over the cube: a uniform part, and a normal kernel about each of some places, cut at the walls.</summary>
/// <remarks>
/// Width 0.2·n^(−1/(d+4)) for n places in d dimensions, Scott's rule for values that spread like a uniform density over about two thirds of
/// the edge; never narrower than <see cref="Narrowest"/>, so that a few close places do not shut out everything else.
/// </remarks>
internal sealed class ParzenDensity(IReadOnlyList<double[]> places, int dimensions)
{
    private const double Widest = 0.2;
    private const double Narrowest = 0.02;

    private readonly double _width = Math.Max(Narrowest, Widest * Math.Pow(Math.Max(1, places.Count), -1.0 / (dimensions + 4)));

    /// <summary>Draws a place.</summary>
    public double[] Draw(Random random)
    {
        var kernel = random.Next(places.Count + 1);
        var place = new double[dimensions];
        for (var axis = 0; axis < dimensions; axis++)
        {
            place[axis] = kernel == places.Count ? random.NextDouble() : DrawAbout(places[kernel][axis], random.NextDouble());
        }

        return place;
    }

    /// <summary>The logarithm of the density at a place.</summary>
    public double LogAt(double[] place)
    {
        var sum = 1.0;
        foreach (var center in places)
        {
            var product = 1.0;
            for (var axis = 0; axis < dimensions; axis++)
            {
                product *= Normal.PDF(center[axis], _width, place[axis]) / (Below(center[axis], 1) - Below(center[axis], 0));
            }

            sum += product;
        }

        return Math.Log(sum / (places.Count + 1));
    }

    private double DrawAbout(double center, double share)
    {
        var (from, to) = (Below(center, 0), Below(center, 1));
        return Math.Clamp(Normal.InvCDF(center, _width, from + (share * (to - from))), 0, 1);
    }

    private double Below(double center, double wall) => Normal.CDF(center, _width, wall);
}
