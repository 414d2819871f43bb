namespace Explorer.TestKit;

/// <summary>Waits for what a background worker will do.</summary>
public static class Eventually
{
    /// <summary>Looks again and again until the value is as expected; gives up after half a minute with what it last saw.</summary>
    public static async Task<T> BecomesAsync<T>(Func<Task<T>> look, Func<T, bool> isExpected, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var value = await look();
            if (isExpected(value))
            {
                return value;
            }

            if (tries == 1500)
            {
                throw new TimeoutException($"Gave up waiting; last seen: {value}");
            }

            await Task.Delay(20, cancellationToken);
        }
    }
}
