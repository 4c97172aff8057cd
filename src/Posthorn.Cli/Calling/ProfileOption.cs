using System.CommandLine;
using System.CommandLine.Parsing;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;

namespace Posthorn.Cli.Calling;

/// <summary><c>--profile</c>: whose format. Where nothing but a signature is at stake, any scheme will do.</summary>
internal static class ProfileOption
{
    private const string Name = "--profile";

    /// <summary>A vendor's whole format: scheme, bodies, habits.</summary>
    public static Option<Profile?> OfProfiles(string description, bool required = true) =>
        Of<Profile>(description, required, Profile.TryGet, [.. Profile.All.Select(static profile => profile.Name)]);

    /// <summary>A way of signing: those of the profiles, and stripe, github and slack.</summary>
    public static Option<SigningScheme?> OfSchemes(string description) =>
        Of<SigningScheme>(description, required: true, SigningScheme.TryGet, [.. SigningScheme.All.Select(static scheme => scheme.Name)]);

    private delegate bool Finding<T>(string name, out T? found);

    private static Option<T?> Of<T>(string description, bool required, Finding<T> find, string[] names)
        where T : class
    {
        var option = new Option<T?>(Name)
        {
            Description = description,
            HelpName = "name",
            Required = required,
            CustomParser = result => Parse(result, find, names),
        };
        option.CompletionSources.Add(names);
        return option;
    }

    private static T? Parse<T>(ArgumentResult result, Finding<T> find, IEnumerable<string> names)
        where T : class
    {
        var word = result.Tokens[0].Value;
        if (find(word, out var found))
        {
            return found;
        }

        result.AddError($"{Name}: '{word}' is not one of: {string.Join(", ", names)}.");
        return null;
    }
}
