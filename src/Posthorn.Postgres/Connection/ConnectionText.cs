using System.Data.Common;
using System.Globalization;
using Npgsql;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Connection;

/// <summary>Reads a connection string. What is wrong with it is told by the name of the setting, never by its value, which may be a password.</summary>
internal static class ConnectionText
{
    private const string Form = "Write it as Host=…;Database=…;Username=…;Password=…, with quotes around a value that has a ';' in it";

    /// <exception cref="StartRefusedException">It cannot be read; all mistakes in one message.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        string[] mistakes = [.. TryTake(Words(text), settings)];
        return mistakes.Length == 0 ? settings : throw Refused(string.Join("; ", mistakes));
    }

    private static DbConnectionStringBuilder Words(string text)
    {
        try
        {
            return new() { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            throw Refused("it is not a list of settings");
        }
    }

    private static IEnumerable<string> TryTake(DbConnectionStringBuilder words, NpgsqlConnectionStringBuilder settings)
    {
        var place = 0;
        foreach (var name in words.Keys.Cast<string>())
        {
            place++;
            if (TryTake(settings, name, words[name]) is { } mistake)
            {
                yield return mistake(place);
            }
        }

        if (string.IsNullOrWhiteSpace(settings.Host))
        {
            yield return "Host is missing";
        }
    }

    private static Func<int, string>? TryTake(NpgsqlConnectionStringBuilder settings, string name, object value)
    {
        // A name that nobody knows may be the rest of a password that was cut at a ';'. So it is told by its place.
        if (!settings.ContainsKey(name))
        {
            return static place => string.Create(CultureInfo.InvariantCulture, $"the name of setting {place} is none that Npgsql knows");
        }

        try
        {
            settings[name] = value;
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidCastException or NotSupportedException)
        {
            return _ => $"the value of {name} is none that it can have";
        }
    }

    private static StartRefusedException Refused(string mistakes) => new("store_connection_invalid", $"The connection string of PostgreSQL cannot be used: {mistakes}. {Form}.");
}
