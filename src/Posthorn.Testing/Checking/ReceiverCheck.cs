using Posthorn.Testing.Checking.Asking;

namespace Posthorn.Testing.Checking;

/// <summary>
/// Asks a receiver everything that the vendors' checklists ask, and more: what must come in, what must stay out, what happens to repetitions. Over a real
/// network, <c>posthorn check</c> does the same.
/// </summary>
public static class ReceiverCheck
{
    private const int MostPerSecond = 50;

    /// <summary>Runs every check of a profile.</summary>
    /// <param name="http">Reaches the receiver: the client of a <c>WebApplicationFactory</c> or of a test server. Redirects must not be followed.</param>
    /// <param name="path">The path of the route.</param>
    /// <param name="options">What is checked, and how.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The report, whatever it says.</returns>
    /// <exception cref="ArgumentException">The secret is none of the profile's scheme, or a limit is out of its range.</exception>
    public static Task<CheckReport> RunAsync(HttpClient http, string path, CheckOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        if (options.MostPerSecond is < 1 or > MostPerSecond)
        {
            throw new ArgumentException("MostPerSecond must be 1 to 50.", nameof(options));
        }

        return options.Profile.Scheme.TryCreateKey(options.Secret, out _, out var problem)
            ? CheckRunner.RunAsync(new HttpClientTarget(http, path, options.Clock), options, starting: null, done: null, cancellationToken)
            : throw new ArgumentException(problem, nameof(options));
    }
}
