package io.aerostat.router.realm;

/**
 * The realms of one template.
 *
 * @param template the name of the template
 * @param realms realms that exist now
 * @param maxRealms the largest number of realms
 * @param sessions sessions that are joined to these realms now
 * @param created realms created since the start, or since the template was added
 * @param refused sessions that were refused because {@code maxRealms} was reached
 */
public record TemplateStatistics(
        String template, int realms, int maxRealms, int sessions, long created, long refused) {}
