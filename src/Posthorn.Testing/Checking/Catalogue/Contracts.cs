using Posthorn.Protocol.Profiles;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>The statements that checks come from: each vendor's own, in our words, with the page that says so.</summary>
internal static class Contracts
{
    private const string SukiSignature = "https://developer.suki.ai/documentation/webhook/signature-verification";
    private const string SukiGuide = "https://developer.suki.ai/documentation/webhook";
    private const string SukiQuickstart = "https://developer.suki.ai/documentation/webhook/quickstart";
    private const string SukiEvents = "https://developer.suki.ai/documentation/webhook/event-types";
    private const string SukiConfiguration = "https://developer.suki.ai/documentation/webhook/configuration";
    private const string SullyGuide = "https://docs.sully.ai/documentation/guides/webhooks";
    private const string SullyEvents = "https://docs.sully.ai/api-reference/events/webhooks";
    internal const string Standard = "https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md";

    public static Contract Acknowledged(Profile profile) => profile.Name switch
    {
        "suki" => new("Any 2xx acknowledges a notification; validation and work may follow.", SukiConfiguration),
        "sully" => new("A receiver answers 2xx within 30 s, even if its own processing fails.", SullyGuide),
        _ => new("A 2xx says that the notification was received.", Standard),
    };

    public static Contract Refused(Profile profile) => profile.Name switch
    {
        "suki" => new("A signature that is missing or does not match is answered with a 4xx, and nothing is processed.", SukiQuickstart),
        "sully" => new("A missing signature header is answered with 400, a signature that does not match with 403.", SullyGuide),
        _ => new("A notification whose signature does not verify is not processed.", Standard),
    };

    public static Contract RawBytes(Profile profile) => profile.Name switch
    {
        "suki" => new("The signature covers the raw bytes of the body, before any parsing, trimming or change of white space.", SukiSignature),
        "sully" => new("The signature covers t, a point and the raw body.", SullyGuide),
        _ => new("The signature covers the body exactly as it was sent.", Standard),
    };

    public static Contract Fresh(Profile profile) => profile.Name switch
    {
        "suki" => new("generated-at serves to spot stale and replayed traffic. The vendor gives no figure; 300 s is ours.", SukiGuide, CheckLevel.Should),
        "sully" => new("A notification whose t lies more than 300 s away, in either direction, is refused.", SullyEvents),
        _ => new("A notification whose timestamp lies outside the tolerance is refused.", Standard),
    };

    public static Contract TimestampSigned(Profile profile) => profile.Name switch
    {
        "suki" => new("The signature covers the generated-at value as it was received.", SukiSignature),
        "sully" => new("The signature covers t as it stands in the header.", SullyGuide),
        _ => new("The signature covers the timestamp header.", Standard),
    };

    public static Contract Names(Profile profile) => profile.Name switch
    {
        "suki" or "sully" => new("Names of HTTP headers have no case.", "https://www.rfc-editor.org/rfc/rfc9110#name-field-names"),
        _ => new("Names of HTTP headers have no case.", Standard),
    };

    public static Contract Evolving(Profile profile) => profile.Name switch
    {
        "suki" => new("The value of status for a session that timed out or was cancelled is not documented: other values than success and failure come.", SukiEvents),
        "sully" => new("A type that the receiver does not know is answered with 200.", SullyGuide),
        _ => new("Consumers ignore what they do not know.", Standard),
    };

    public static Contract OpenBody(Profile profile) => profile.Name switch
    {
        "suki" => new("Members are optional, and the API grows by additions within a version.", SukiGuide),
        "sully" => new("payload.json is any object, its shape depends on the style of the note; status is an open word.", SullyEvents),
        _ => new("Members may be added at any time.", Standard),
    };

    public static Contract Once(Profile profile) => profile.Name switch
    {
        "suki" => new("Handlers are idempotent: the same notification is processed once.", SukiGuide),
        "sully" => new("Delivery is at least once: repetitions are recognised by type and id and processed once.", SullyGuide),
        _ => new("webhook-id identifies a notification: one that was processed is not processed again.", Standard),
    };

    public static Contract Renewed(Profile profile) => profile.Name switch
    {
        "suki" => Contract.Ours("A session can be resumed and notify again: the later content is news, although the session is the same.", CheckLevel.Should),
        "sully" => Contract.Ours("A note can be generated again under its id: the later content is news, although type and id are the same.", CheckLevel.Should),
        _ => new("Another webhook-id is another notification.", Standard),
    };

    /// <summary>Only where a notification says what it is about and when that was.</summary>
    public static Contract? Ordered(Profile profile) => profile.Name == "sully"
        ? new("Notifications may come out of order; timestamp.complete tells which note is newer.", SullyGuide, CheckLevel.Should)
        : null;

    public static Contract InTime(Profile profile) => profile.Name switch
    {
        "suki" => new("A receiver returns quickly and works in the background; the vendor gives no figure, 30 s is Sully's.", SukiGuide),
        "sully" => new("A receiver answers 2xx within 30 s.", SullyGuide),
        _ => new("A consumer answers within 15 to 30 s.", Standard),
    };

    public static Contract BadJson(Profile profile) => profile.Name switch
    {
        "suki" => new("A request that cannot be read is answered with 400.", SukiGuide, CheckLevel.Should),
        "sully" => new("A body that is no JSON is answered with 400.", SullyGuide),
        _ => Contract.Ours("What cannot be read is refused with a 4xx.", CheckLevel.Should),
    };

    public static Contract Https(Profile profile) => profile.Name switch
    {
        "suki" => new("Endpoints are HTTPS with TLS 1.2 or later.", SukiConfiguration),
        "sully" => new("Endpoints are HTTPS; plain HTTP is refused.", SullyGuide),
        _ => new("Endpoints should be HTTPS.", Standard),
    };
}
