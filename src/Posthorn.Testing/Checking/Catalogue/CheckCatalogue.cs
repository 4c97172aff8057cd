using Posthorn.Protocol.Profiles;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>All checks of a profile, in the order in which they are asked.</summary>
internal static class CheckCatalogue
{
    public static IReadOnlyList<(Check Check, Contract Contract)> Of(Profile profile) =>
    [
        .. from check in All(profile)
           let contract = check.Contract(profile)
           where contract is not null
           select (check, contract),
    ];

    private static IEnumerable<Check> All(Profile profile) =>
    [
        .. AcceptanceChecks.Rows(profile),
        .. HeaderChecks.Rows,
        .. SignatureChecks.Rows,
        .. TimeChecks.Rows,
        .. ByteChecks.Rows,
        .. ChangeChecks.Rows,
        .. BodyChecks.Rows,
        .. DuplicateChecks.Rows,
        .. PaceChecks.Rows,
        .. TransportChecks.Rows,
        .. AnswerChecks.Rows,
    ];
}
